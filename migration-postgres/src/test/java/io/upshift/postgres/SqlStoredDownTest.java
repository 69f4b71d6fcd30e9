package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.RevertTo;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlStoredDownTest {
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
    void anOlderServiceTakesBackWhatItDoesNotKnow() {
        files.file("V2__t.sql", "create table t (id int);")
                .file("U2__t.sql", "\uFEFF-- the way back\r", "drop table t;\r");
        revertedByAnOlderService();
        assertThat(files.exists("t")).isFalse();
    }

    @Test
    void rowsOfACopyAreInTheStoredDown() {
        files.file("V2__t.sql", "truncate kept;")
                .file("U2__t.sql", "copy kept from stdin;", "7", "\\.", "update kept set id = id + 1;");
        revertedByAnOlderService();
        assertThat(files.query("select id from kept")).isEqualTo("8");
    }

    @Test
    void aStoredDownThatNeedsNoTransactionHasNone() {
        files.file(
                        "V2__index.sql",
                        "-- upshift: no-transaction",
                        "create index concurrently kept_id on kept (id);",
                        "vacuum kept;")
                .file(
                        "U2__index.sql",
                        "-- upshift: no-transaction",
                        "drop index concurrently kept_id;",
                        "truncate kept;");
        revertedByAnOlderService();
        assertThat(files.exists("kept_id")).isFalse();
    }

    @Test
    void theFixIsPartOfTheStoredDown() {
        files.file("2_t.sql", "create table t (id int); create table u (id int);")
                .file("rollback/2_t.sql", "-- upshift: lock-timeout = 3s", "drop table t")
                .file("rollback/fix_2_t.sql", "-- upshift: lock-timeout = 4s", "-- what is left", "drop table u;");
        revertedByAnOlderService();
        assertThat(files.exists("t")).isFalse();
        assertThat(files.exists("u")).isFalse();
    }

    @Test
    void theStoredDownHoldsTheFilesLimits() {
        files.file("V2__t.sql", "select 1;")
                .file(
                        "U2__t.sql",
                        "-- upshift: lock-timeout = 3s",
                        "insert into kept select extract(epoch from current_setting('lock_timeout')::interval);");
        revertedByAnOlderService();
        assertThat(files.query("select id from kept")).isEqualTo("3");
    }

    @Test
    void anErrorInAStoredDownHasItsPlaceInIt() {
        files.file("V2__t.sql", "select 1;").file("U2__t.sql", "-- the way back", "drop table nope;");
        assertThatThrownBy(this::revertedByAnOlderService)
                .hasMessageContaining("the stored down of 2-t:2:1 · drop table nope");
    }

    private void revertedByAnOlderService() {
        files.file("V1__kept.sql", "create table kept (id int);").migrate();
        files.file("older/V1__kept.sql", "create table kept (id int);");
        files.runner(SqlFiles.in(files.folder().resolve("older"))).revert(RevertTo.last(), plan -> true);
    }
}
