package io.upshift.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Findings that an author allows, statement by statement. */
class WaiverTest {
    private static final String ALLOWED = "-- upshift: allow = drop-column, because = \"read by nothing\"\n";

    @Test
    void aWaiverBelongsToTheStatementBelowIt() {
        SqlScript script = SqlScript.parse("V1.sql", "select 1;\n" + ALLOWED + "select 2;\nselect 3;");

        assertThat(script.statements()).extracting(SqlStatement::waivers).satisfies(waivers -> {
            assertThat(waivers.get(0)).isEmpty();
            assertThat(waivers.get(1)).containsExactly(new Waiver("drop-column", "read by nothing", 2));
            assertThat(waivers.get(2)).isEmpty();
        });
    }

    @Test
    void itMayStandWithinItsStatementAndNameSeveralRules() {
        SqlScript script = SqlScript.parse(
                "V1.sql",
                "alter table t -- upshift: allow = [drop-column, drop-table], because = 'nobody reads it'\n drop c;\nselect 1;");

        assertThat(script.statements().get(0).waivers())
                .extracting(Waiver::rule)
                .containsExactly("drop-column", "drop-table");
        assertThat(script.statements().get(1).waivers()).isEmpty();
    }

    @Test
    void itStandsBesideTheFilesDirectives() {
        SqlScript script = SqlScript.parse("V1.sql", "-- upshift: no-transaction\n" + ALLOWED + "select 1;");

        assertThat(script.directives()).extracting(Directive::key).containsExactly("no-transaction");
        assertThat(script.statements().get(0).waivers()).hasSize(1);
    }

    /** To allow something that has run already must not look like another migration. */
    @Test
    void itDoesNotChangeTheChecksum() {
        assertThat(SqlScript.parse("V1.sql", ALLOWED + "select 1;").normalised())
                .isEqualTo(SqlScript.parse("V1.sql", "select 1;").normalised());
    }

    @Test
    void aPlanCarriesItBehindTheStatement() {
        String annotated = SqlScript.parse("V1.sql", ALLOWED + "select 1")
                .statements()
                .get(0)
                .annotated();

        assertThat(annotated).startsWith("select 1\n");
        assertThat(SqlScript.parse("plan", annotated).statements().get(0).waivers())
                .extracting(Waiver::reason)
                .containsExactly("read by nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- upshift: allow = drop-column\n",
                "-- upshift: allow = drop-column, because = \"\"\n",
                "-- upshift: allow, because = \"no rule\"\n",
                "-- upshift: allow = drop-column, why = \"another word\"\n",
            })
    void withoutARuleOrAReasonItIsRefused(String waiver) {
        assertThatThrownBy(() -> SqlScript.parse("V1.sql", waiver + "select 1;"))
                .isInstanceOf(SqlScriptException.class)
                .hasMessageContaining("V1.sql:1:");
    }
}
