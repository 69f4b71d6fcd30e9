package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlFileErrorTest {
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
    void anErrorOfTheServerIsToldWithItsOwnPlaceInTheFile() {
        files.file(
                "V1__t.sql", "-- a comment", "create table t (id int); select 'ü𝄞',", "  /* 𝄞 */ missing", "from t;");
        assertThatThrownBy(files::migrate)
                .hasMessageContaining("column \"missing\" does not exist (42703)")
                .hasMessageContaining("V1__t.sql:3:11 · select 'ü𝄞',")
                .hasMessageContaining("next: correct the statement and run again");
        assertThat(files.exists("t")).isFalse();
    }

    @Test
    void anErrorOnTheFirstLineCountsFromWhereTheStatementStarts() {
        files.file("V1__t.sql", "select 1;  select 2 frm t x y;");
        assertThatThrownBy(files::migrate).hasMessageContaining("V1__t.sql:1:25 · select 2 frm t x y");
    }

    @Test
    void theFirstStatementsPlaceIsRightAlthoughTheTransactionOpensWithIt() {
        files.file("V1__t.sql", "alter table", "  missing add x int;");
        assertThatThrownBy(files::migrate).hasMessageContaining("V1__t.sql:1:1 · alter table");
        files.file("V1__t.sql", "select", "  missing();");
        assertThatThrownBy(files::migrate).hasMessageContaining("V1__t.sql:2:3 · select");
    }

    @Test
    void windowsLineEndsDoNotShiftThePlace() {
        files.bytes(
                "V1__t.sql", "\uFEFFselect 1;\r\n\r\nselect\r\n  1,\r\n  nope;\r\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(files::migrate).hasMessageContaining("V1__t.sql:5:3 · select");
    }

    @Test
    void anErrorInADownNamesTheDownFile() {
        files.file("V1__t.sql", "create table t (id int);")
                .file("U1__t.sql", "", "drop table t, nope;")
                .migrate();
        assertThatThrownBy(() -> files.revert(io.upshift.RevertTo.last()))
                .hasMessageContaining("U1__t.sql:2:1 · drop table t, nope");
    }

    @Test
    void anErrorInAFileWithoutATransactionHasItsPlaceToo() {
        files.file(
                "V1__t.sql",
                "-- upshift: no-transaction",
                "create table t (id int);",
                "create index concurrently x on t (",
                "  nope);");
        assertThatThrownBy(files::migrate)
                .hasMessageContaining("V1__t.sql:3:1 · create index concurrently x on t (")
                .hasMessageContaining("\"nope\" does not exist");
    }

    @Test
    void noRowDataIsTold() {
        files.file("V1__t.sql", "create table t (id int unique);", "copy t from stdin;", "4711", "4711", "\\.");
        assertThatThrownBy(files::migrate)
                .hasMessageContaining("V1__t.sql:2:1 · copy t from stdin")
                .satisfies(e -> assertThat(String.valueOf(e.getMessage())).doesNotContain("4711"));
    }

    @Test
    void aStatementThatFitsNoTransactionIsRefusedBeforeAnythingIsChanged() {
        files.file("V1__t.sql", "create table t (id int);")
                .file("V2__index.sql", "select 1;", "  create index concurrently t_id on t (id);");
        assertThatThrownBy(files::migrate)
                .hasMessageContaining("V2__index.sql:2:3 · create index concurrently t_id on t (id)")
                .hasMessageContaining("PostgreSQL refuses it inside a transaction")
                .hasMessageContaining("next: write -- upshift: no-transaction at the top of the file");
        assertThat(files.exists("t")).isFalse();
        assertThat(files.exists("upshift_history")).isFalse();
    }

    @Test
    void aDownOrAFixThatFitsNoTransactionIsRefusedToo() {
        files.file("001_t.sql", "create table t (id int);")
                .file("rollback/001_t.sql", "drop table t;")
                .file("rollback/fix_001_t.sql", "vacuum;");
        assertThatThrownBy(files::migrate).hasMessageContaining("fix_001_t.sql:1:1 · vacuum");
        files.file("rollback/fix_001_t.sql", "commit;");
        assertThatThrownBy(files::migrate).hasMessageContaining("fix_001_t.sql:1:1 · commit · it begins or ends");
    }

    @Test
    void aStatementThatEndsTheTransactionIsRefused() {
        files.file("V1__t.sql", "create table t (id int);", "commit;");
        assertThatThrownBy(files::migrate)
                .hasMessageContaining("V1__t.sql:2:1 · commit")
                .hasMessageContaining("next: take the statement out");
    }

    @Test
    void filesThatBelongToNoMigrationAreRefused() {
        files.file("V1__t.sql", "select 1;").file("U2__t.sql", "select 1;");
        refused("U2__t.sql takes back a migration that isn't there", "correct its version");
    }

    @Test
    void aFixWithoutARollbackIsRefused() {
        files.file("001_t.sql", "select 1;").file("rollback/fix_001_t.sql", "select 1;");
        refused("fix_001_t.sql mends a rollback that isn't there", "correct its version");
    }

    @Test
    void twoDownsOfOneMigrationAreRefused() {
        files.file("V1__t.sql", "select 1;").file("U1__t.sql", "select 1;").file("U1.0__t.sql", "select 1;");
        refused("U1.0__t.sql and ", "keep one of them");
    }

    @Test
    void twoFilesOfOneVersionAreBothNamed() {
        files.file("V1__a.sql", "select 1;").file("2024/V01__b.sql", "select 1;");
        refused("V1__a.sql and ", "V01__b.sql have the same version 1");
    }

    @Test
    void aMisnamedFileIsRefused() {
        files.file("V1__t.sql", "select 1;").file("fix-users.sql", "select 1;");
        refused("fix-users.sql is not named like a migration", "name it V1__x.sql");
    }

    @Test
    void aFileThatIsNotUtf8IsRefusedWithTheByte() {
        files.bytes("V1__t.sql", "select 'Ü';".getBytes(StandardCharsets.ISO_8859_1));
        refused("V1__t.sql is not UTF-8 · the byte at offset 8 (from 0)", "save it as UTF-8");
        files.bytes("V1__t.sql", "select 'ü".getBytes(StandardCharsets.UTF_16));
        refused("V1__t.sql is not UTF-8 · the byte at offset 0", "save it as UTF-8");
        byte[] cut = "select 'ü".getBytes(StandardCharsets.UTF_8);
        files.bytes("V1__t.sql", java.util.Arrays.copyOf(cut, cut.length - 1));
        refused("V1__t.sql is not UTF-8 · the byte at offset 8", "save it as UTF-8");
    }

    @Test
    void anUnknownDirectiveIsRefused() {
        files.file("V1__t.sql", "-- upshift: no-transacton", "select 1;");
        refused("Unknown directive 'no-transacton' · ", "V1__t.sql:1:13");
    }

    @Test
    void aDirectivesWrongValueIsRefused() {
        directiveRefused("no-transaction = yes", "'yes' is neither true nor false");
        directiveRefused("risk = huge", "'huge' is not one of [low, medium, high");
        directiveRefused("phase = middle", "'middle' is not one of [expand, backfill, contract]");
        directiveRefused("date = yesterday", "'yesterday'");
        directiveRefused("lock-timeout = 5", "'5' is no duration: write 500ms, 5s, 10min, 1h or PT5S");
        directiveRefused("lock-timeout = 0s", "'0s' is no time limit");
        directiveRefused("statement-timeout = -PT1S", "'-PT1S' is no time limit");
        directiveRefused("statement-timeout = 9999h", "'9999h' is no time limit");
        directiveRefused("statement-timeout", "'true' is no duration");
        directiveRefused("estimated-duration = soon", "'soon' is no duration");
    }

    @Test
    void aDirectiveThatWouldHaveNoEffectInADownIsRefused() {
        files.file("V1__t.sql", "select 1;")
                .file("U1__t.sql", "-- upshift: author = ann", "-- upshift: breaking", "select 1;");
        refused("The directive breaking is out of place · ", "U1__t.sql:2 · ", "move it to the file that brings");
    }

    @Test
    void aPsqlCommandIsRefused() {
        files.file("V1__t.sql", "select 1;", "\\i other.sql");
        refused("psql command", "V1__t.sql:2:1");
    }

    private void directiveRefused(String directive, String why) {
        files.file("V1__t.sql", "", "-- upshift: " + directive, "select 1;");
        refused("The directive ", "V1__t.sql:2 · ");
        refused(why, "next: correct its value");
    }

    private void refused(String... parts) {
        assertThatThrownBy(files::migrate)
                .isInstanceOfSatisfying(
                        MigrationException.class,
                        e -> assertThat(e.reason()).isEqualTo(MigrationException.Reason.REFUSED))
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
        assertThat(files.exists("upshift_history")).isFalse();
    }
}
