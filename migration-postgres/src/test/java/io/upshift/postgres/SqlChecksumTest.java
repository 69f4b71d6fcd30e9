package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Report;
import io.upshift.RevertTo;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlChecksumTest {
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
    void blanksCommentsLineEndsAndCaseDoNotCount() {
        files.file("V1__t.sql", "-- one", "create table t (id int, name text default 'A b');")
                .migrate();
        files.file(
                "V1__t.sql",
                "/* another */ CREATE TABLE t\r",
                "  (id INT, -- key",
                "   name text DEFAULT 'A b');",
                "",
                "-- the end");
        assertThat(files.runner().validate()).isEmpty();
        assertThat(files.runner().migrate()).isInstanceOf(Report.UpToDate.class);
    }

    @Test
    void anyOtherEditIsFoundAndTheFileNamed() {
        files.file("V1__t.sql", "create table t (id int, name text default 'A b');")
                .file("V2__u.sql", "create table u (id int);")
                .migrate();
        files.file("V1__t.sql", "create table t (id int, name text default 'a b');");
        assertThat(files.runner().validate()).singleElement().asString().contains("V1__t.sql was changed");
        assertThatThrownBy(files::migrate)
                .hasMessageContaining("V1__t.sql was changed after it had been applied")
                .hasMessageContaining("next: run validate");
    }

    @Test
    void aDownMayBeEditedAtAnyTime() {
        files.file("V1__t.sql", "create table t (id int);")
                .file("U1__t.sql", "drop table tt;")
                .migrate();
        files.file("U1__t.sql", "drop table t;");
        assertThat(files.runner().validate()).isEmpty();
        files.revert(RevertTo.last());
        assertThat(files.exists("t")).isFalse();
    }

    @Test
    void aFileMayMoveToAnotherFolder() throws Exception {
        files.file("V1__t.sql", "create table t (id int);").migrate();
        files.file("2024/V1__t.sql", "create table t (id int);");
        Files.delete(files.folder().resolve("V1__t.sql"));
        assertThat(files.runner().validate()).isEmpty();
        assertThat(files.runner().migrate()).isInstanceOf(Report.UpToDate.class);
    }
}
