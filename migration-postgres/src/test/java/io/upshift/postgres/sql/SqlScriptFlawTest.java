package io.upshift.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlScriptFlawTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "~'a~           | ~Unterminated string · V1.sql:2:3~",
                "~E'a\\'~       | ~Unterminated string · V1.sql:2:3~",
                "~U&'a~         | ~Unterminated string · V1.sql:2:3~",
                "~\"a~          | ~Unterminated quoted identifier · V1.sql:2:3~",
                "~U&\"a~        | ~Unterminated quoted identifier · V1.sql:2:3~",
                "~$x$ a; $y$~   | ~Unterminated dollar quote $x$ · V1.sql:2:3~",
                "~/* /* */ ; ~  | ~Unterminated comment · V1.sql:2:3~",
                "~(a; (b); c~   | ~Unbalanced parenthesis · V1.sql:2:3~"
            })
    void namesWhereAnOpenEndStarts(String open, String message) {
        refuses("select 1;\n  " + open, message);
    }

    @Test
    void namesWhereABodyWithoutEndStarts() {
        refuses(
                "create function f() returns int\n begin atomic select case when a then 1 end; select 2",
                "Unfinished routine body · V1.sql:2:2 ·",
                "END");
    }

    @Test
    void refusesACopyWithoutATerminator() {
        refuses("select 1;\n copy t from stdin;\n1\n2\n", "Unterminated COPY data · V1.sql:2:2 ·", "\\.");
        refuses("copy t from stdin", "Unterminated COPY data · V1.sql:1:1 ·");
    }

    @Test
    void refusesTextBetweenACopyAndItsRows() {
        refuses("copy t from stdin; select 1;\n1\n\\.\n", "Unexpected text after COPY", "V1.sql:1:20");
    }

    @Test
    void refusesRowsThatNoCopyOpens() {
        refuses(
                "copy t from stdin\n1\n\\.\n",
                "Unexpected \\. · V1.sql:3:1",
                "end the COPY statement with a semicolon");
    }

    @ParameterizedTest
    @CsvSource({
        "\\restrict, pg_dump writes it",
        "\\unrestrict, pg_dump writes it",
        "\\i, put the included SQL here",
        "\\ir, put the included SQL here",
        "\\connect, connection of its target",
        "\\copy, COPY … FROM STDIN",
        "\\set, plain SQL",
        "\\gset, plain SQL",
        "\\if, plain SQL"
    })
    void refusesPsqlCommands(String command, String hint) {
        refuses("select 1;\n" + command + " abc\nselect 2;", "psql command " + command + " · V1.sql:2:1 ·", hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1 \\g", "select 1 \\; select 2", "\\", "select '\\' \\x"})
    void refusesABackslashAnywhereOutsideQuotes(String sql) {
        refuses(sql, "psql command");
    }

    @Test
    void namesTheFirstOfTwoFlaws() {
        refuses("\\set a 1\nselect 'a", "psql command \\set · V1.sql:1:1");
    }

    private static void refuses(String sql, String... parts) {
        assertThatExceptionOfType(SqlScriptException.class)
                .isThrownBy(() -> SqlScript.parse("V1.sql", sql))
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(parts));
    }
}
