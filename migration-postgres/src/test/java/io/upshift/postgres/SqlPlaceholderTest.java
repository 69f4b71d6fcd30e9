package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Report;
import io.upshift.RevertTo;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlPlaceholderTest {
    private SqlFolderFixture files;

    @BeforeEach
    void open(@TempDir Path folder) {
        files = new SqlFolderFixture(folder);
    }

    @AfterEach
    void close() {
        files.close();
    }

    @Test
    void valuesAreReplacedInStatementsStringsAndBodies() {
        files.file(
                        "V1__t.sql",
                        "create table ${table} (owner text default '${owner}');",
                        "do $$ begin insert into ${table} values (default), ('${a.b-c_1}'); end $$;")
                .file("U1__t.sql", "drop table ${table};");
        SqlFiles source = source().placeholder("table", "t")
                .placeholder("owner", "ann $1 \\ ${x}")
                .placeholder("a.b-c_1", "bob");
        files.runner(source).migrate();
        assertThat(files.query("select string_agg(owner, '|' order by owner) from t"))
                .isEqualTo("ann $1 \\ ${x}|bob");
        files.runner(source).revert(RevertTo.everything(), plan -> true);
        assertThat(files.catalog().isEmpty()).isTrue();
    }

    @Test
    void commentsAndRowsOfACopyAreLeftAlone() {
        files.file(
                "V1__t.sql",
                "-- ${unknown}",
                "create table ${t} ( -- ${unknown}",
                "  id text /* ${unknown} */);",
                "copy ${t} from stdin;",
                "${unknown}",
                "\\.");
        files.runner(source().placeholder("t", "t")).migrate();
        assertThat(files.query("select id from t")).isEqualTo("${unknown}");
    }

    @Test
    void withoutAnyPlaceholderNothingIsReplaced() {
        files.file("V1__t.sql", "create table t as select '${a}' as x;", "do $$ begin perform '${b}'; end $$;")
                .migrate();
        assertThat(files.query("select x from t")).isEqualTo("${a}");
    }

    @Test
    void whatOnlyLooksLikeAPlaceholderIsLeftAlone() {
        files.file("V1__t.sql", "create table t as select '${}${1a}${a b}$ {a}$a' as x;");
        files.runner(source().placeholder("a", "1")).migrate();
        assertThat(files.query("select x from t")).isEqualTo("${}${1a}${a b}$ {a}$a");
    }

    @Test
    void anUnknownPlaceholderIsRefusedWithItsPlaceAndTheKnownOnes() {
        files.file("V1__t.sql", "select 1;\r", "select\r", "  '${tabel}';\r");
        SqlFiles source = source().placeholder("table", "t").placeholder("owner", "o");
        assertThatThrownBy(() -> files.runner(source).migrate())
                .hasMessageContaining("Unknown placeholder ${tabel} · ")
                .hasMessageContaining("V1__t.sql:3:4")
                .hasMessageContaining("these have: owner, table");
        assertThat(files.exists("upshift_history")).isFalse();
    }

    @Test
    void anErrorIsToldWhereItIsWrittenAndWithoutTheValue() {
        files.file("V1__t.sql", "select '${long}',\r", "  '${long}', '${long}' || nope;\r");
        SqlFiles source = source().placeholder("long", "a\nvery long\r\nvalue");
        assertThatThrownBy(() -> files.runner(source).migrate())
                .hasMessageContaining("V1__t.sql:2:27 · select '${long}',")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("very long"));
    }

    @Test
    void aValueMayHoldStatementsWhichAreStepsOfTheirOwn() {
        files.file("V1__t.sql", "-- upshift: no-transaction", "${statements}; create table b (id int);");
        files.runner(source().placeholder(
                                "statements", "create table a (id int); create index concurrently a_id on a (id)"))
                .migrate();
        assertThat(files.exists("b")).isTrue();
        assertThat(files.query("select count(*) from upshift_history where state = 'applied'"))
                .isEqualTo("3");
    }

    @Test
    void whatAValueMakesOfAStatementIsCheckedToo() {
        files.file("V1__t.sql", "select 1;", " ${what};");
        SqlFiles escapes = source().placeholder("what", "select 1; commit");
        assertThatThrownBy(() -> files.runner(escapes).migrate())
                .hasMessageContaining("V1__t.sql:2:2 · ${what}")
                .hasMessageContaining("it begins or ends a transaction");
        SqlFiles broken = source().placeholder("what", "select 'x");
        assertThatThrownBy(() -> files.runner(broken).migrate())
                .hasMessageContaining("Unterminated string")
                .hasMessageContaining("V1__t.sql:2:2 with its placeholders replaced:1:8");
    }

    @Test
    void anotherValueIsAnotherContentWhereItIsUsed() {
        files.file("V1__t.sql", "create table ${t} (id int);").file("V2__u.sql", "create table u (id int);");
        files.runner(source().placeholder("t", "t")).migrate();
        assertThat(files.runner(source().placeholder("t", "t")).migrate()).isInstanceOf(Report.UpToDate.class);
        SqlFiles more = source().placeholder("t", "t").placeholder("more", "1");
        assertThat(files.runner(more).migrate()).isInstanceOf(Report.UpToDate.class);
        assertThat(files.runner(source().placeholder("t", "other")).validate())
                .singleElement()
                .asString()
                .contains("V1__t.sql was changed");
    }

    @Test
    void aRepeatableRunsAgainWithAnotherValue() {
        files.file("R__view.sql", "create or replace view v as select ${n} as n;");
        files.runner(source().placeholder("n", "1")).migrate();
        files.runner(source().placeholder("n", "2")).migrate();
        assertThat(files.query("select n from v")).isEqualTo("2");
    }

    @Test
    void theStoredDownHoldsTheValues() {
        files.file("V1__a.sql", "select 1;")
                .file("V2__t.sql", "create table ${t} (id int);")
                .file("U2__t.sql", "-- the way back", "drop table ${t};", "select 1;");
        files.runner(source().placeholder("t", "t")).migrate();
        files.file("older/V1__a.sql", "select 1;");
        files.runner(SqlFiles.in(files.folder().resolve("older"))).revert(RevertTo.last(), plan -> true);
        assertThat(files.exists("t")).isFalse();
    }

    @Test
    void aNameThatCouldNotStandInAFileIsRefused() {
        assertThatThrownBy(() -> source().placeholder("1a", "x"))
                .hasMessageContaining("'1a' is no name of a placeholder");
    }

    private SqlFiles source() {
        return SqlFiles.in(files.folder());
    }
}
