package io.upshift.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

/** Scripts put together from fragments whose ends are known; a failure names its seed. */
class RandomScriptTest {

    private static final List<String> TOKENS = List.of(
            "select",
            "From",
            "t1",
            "a$b$",
            "größe",
            "\"A;\"\"\"",
            "U&\"x;\"",
            "'it''s;'",
            "'back\\'",
            "E'a\\';'",
            "e'\\\\'",
            "U&'\\0061;'",
            "B'01'",
            "X'1f'",
            "N'n;'",
            "$$ ; ' $$",
            "$tag$ $$ ; $tag$",
            "$é$;$é$",
            "$1",
            "1.5e-3",
            "42",
            ".5",
            "+",
            "->>",
            "@>",
            "<=",
            "=",
            "*",
            "||",
            "::",
            ",",
            ".",
            "[1]",
            "(1;2)",
            "(a, (';'; b))");
    private static final List<String> BLANKS = List.of(
            " ", "  ", "\t", "\n", "\r\n", " -- it's; $$ (\n", " --;\r\n", "/* ; ' */", " /* a /* ;( */ \" */ ");
    private static final List<String> WHOLE = List.of(
            "create function f() returns int begin atomic select case when a then 1 end; select 2; end",
            "create rule r as on insert to t do also (insert into a values (1); delete from b)",
            "do $do$ begin perform 1; end $do$");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @RepeatedTest(300)
    void givesBackTheStatementsItWasMadeOf() {
        List<String> statements = new ArrayList<>();
        StringBuilder script = new StringBuilder();
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            String statement = random.nextInt(5) == 0 ? any(WHOLE) : join(tokens());
            statements.add(statement);
            script.append(blanks()).append(statement).append(blanks()).append(';');
            script.append(";".repeat(random.nextInt(2)));
        }
        script.append(blanks());

        assertThat(SqlScript.parse("random.sql", script.toString()).statements())
                .as("seed %d", seed)
                .extracting(SqlStatement::text)
                .containsExactlyElementsOf(statements);
    }

    @RepeatedTest(300)
    void normalisesEverySpellingToOneText() {
        List<String> tokens = tokens();
        assertThat(normalised(join(respelled(tokens)))).as("seed %d", seed).isEqualTo(normalised(join(tokens)));
    }

    @RepeatedTest(300)
    void normalisesToATextThatStaysTheSame() {
        String once = normalised(join(tokens()));
        assertThat(normalised(once)).as("seed %d", seed).isEqualTo(once);
    }

    @RepeatedTest(300)
    void survivesAnyText() {
        StringBuilder text = new StringBuilder();
        String alphabet = "aE;'\"$()/*-\\\n\r .:+é[]1\t";
        for (int i = random.nextInt(200); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        assertThat(SqlStatement.firstUnfit(text.toString())).as("seed %d", seed).isEmpty();
        try {
            SqlScript script = SqlScript.parse("random.sql", text.toString());
            assertThat(normalised(script.normalised())).as("seed %d", seed).isEqualTo(script.normalised());
        } catch (SqlScriptException refused) {
            assertThat(refused).as("seed %d", seed).hasMessageContaining("random.sql:");
        }
    }

    private List<String> tokens() {
        List<String> tokens = new ArrayList<>(List.of("insert"));
        for (int i = random.nextInt(15); i > 0; i--) {
            tokens.add(any(TOKENS));
        }
        return tokens;
    }

    private List<String> respelled(List<String> tokens) {
        return tokens.stream()
                .map(token -> token.matches("[A-Za-z]+[0-9]?") && random.nextBoolean()
                        ? token.toUpperCase(Locale.ROOT)
                        : token)
                .toList();
    }

    /** Blanks between all tokens; a line end between two strings would make one of them. */
    private String join(List<String> tokens) {
        StringBuilder out = new StringBuilder(tokens.get(0));
        for (int i = 1; i < tokens.size(); i++) {
            boolean strings = tokens.get(i - 1).endsWith("'") && tokens.get(i).startsWith("'");
            out.append(strings ? " " : " " + blanks()).append(tokens.get(i));
        }
        return out.toString();
    }

    private String blanks() {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            out.append(any(BLANKS));
        }
        return out.toString();
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String normalised(String sql) {
        return SqlScript.parse("random.sql", sql).normalised();
    }
}
