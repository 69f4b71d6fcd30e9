package io.upshift.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectiveTest {

    @Test
    void readsEntriesFromSeveralLines() {
        List<Directive> directives = directives("""
                -- Adds a column.
                -- upshift: no-transaction, lock-timeout = 2 s\r
                /* why */ --UPSHIFT : description='a, "b"' , impacted-tables = [orders,  order_lines]
                  -- upshift:depends-on=[1-base]

                select 1;""");
        assertThat(directives)
                .containsExactly(
                        new Directive("no-transaction", "true", 2),
                        new Directive("lock-timeout", "2 s", 2),
                        new Directive("description", "a, \"b\"", 3),
                        new Directive("impacted-tables", "orders, order_lines", 3),
                        new Directive("depends-on", "1-base", 4));
        assertThat(directives.get(3).values()).containsExactly("orders", "order_lines");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- upshifted: breaking",
                "-- upshift breaking",
                "/* upshift: breaking */",
                "-- see upshift: breaking",
                "select '-- upshift: breaking'",
                "copy t from stdin;\n-- upshift: breaking\n\\.\n"
            })
    void readsNoDirectiveFromOtherText(String sql) {
        assertThat(directives(sql)).isEmpty();
    }

    @Test
    void readsDirectivesOfAScriptWithoutStatements() {
        assertThat(directives("-- upshift: breaking")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "lock-timout = 1s      | Unknown directive 'lock-timout' · V1.sql:1:13",
                "breaking, large-tables| Unknown directive 'large-tables' · V1.sql:1:23",
                "Breaking              | Unknown directive 'Breaking'",
                "~ ~                   | Empty directive",
                "breaking,             | Empty directive",
                "breaking, breaking    | Directive 'breaking' given twice · V1.sql:1:23 · line 1",
                "owner =               | Directive 'owner' without a value",
                "owner = , breaking    | Directive 'owner' without a value",
                "owner = \"a            | Unterminated value of directive 'owner' · V1.sql:1:21",
                "depends-on = [a] b    | Unexpected text after the value of directive 'depends-on' · V1.sql:1:30"
            })
    void refusesWhatWouldHaveNoEffect(String entries, String message) {
        refuses("-- upshift: " + entries + "\nselect 1;", message);
    }

    @Test
    void listsTheKnownKeysForAnUnknownOne() {
        refuses("-- upshift: x", String.join(", ", Directive.KEYS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1;\n-- upshift: breaking",
                "select\n-- upshift: breaking\n1;",
                "select 1; -- upshift: breaking"
            })
    void refusesADirectiveBehindTheFirstToken(String sql) {
        refuses(sql, "Misplaced directive · V1.sql:");
    }

    private static List<Directive> directives(String sql) {
        return SqlScript.parse("V1.sql", sql).directives();
    }

    private static void refuses(String sql, String part) {
        assertThatExceptionOfType(SqlScriptException.class)
                .isThrownBy(() -> SqlScript.parse("V1.sql", sql))
                .withMessageContaining(part);
    }
}
