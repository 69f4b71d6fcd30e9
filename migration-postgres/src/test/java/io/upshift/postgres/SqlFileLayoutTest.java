package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Report;
import io.upshift.RevertTo;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlFileLayoutTest {
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
    void lettersAndVersionsGoUpAndBackToEmpty() {
        files.file("V1__users.sql", "create table users (id bigint primary key);")
                .file("U1__users.sql", "drop table users;")
                .file("V1.2__names.sql", "alter table users add name text;")
                .file("U1_2__names.sql", "alter table users drop name;")
                .file("V10__orders.sql", "create table orders (user_id bigint references users);")
                .file("U10__anything.sql", "drop table orders;");
        goUpAndBackToEmpty("orders", 3);
    }

    @Test
    void directedPairsGoUpAndBackToEmpty() {
        files.file("000001_users.up.sql", "create table users (id bigint);")
                .file("000001_users.down.sql", "drop table users;")
                .file("000002_view.up.sql", "create view everyone as select * from users;")
                .file("000002_view.down.sql", "drop view everyone;");
        goUpAndBackToEmpty("everyone", 2);
    }

    @Test
    void timestampsAndNamesGoUpAndBackToEmpty() {
        files.file("1709123456789-CreateUsers.sql", "create table users (id bigint);")
                .file("1709123456789-CreateUsers.down.sql", "drop table users;")
                .file("1709123456790-AddIndex.sql", "create index users_id on users (id);")
                .file("1709123456790-AddIndex.down.sql", "drop index users_id;");
        goUpAndBackToEmpty("users_id", 2);
    }

    @Test
    void sequencesWithARollbackFolderGoUpAndBackToEmpty() {
        files.file("001_users.sql", "create table users (id bigint);")
                .file("002_sequence.sql", "create sequence numbers;", "create table kept (id bigint);")
                .file("rollback/001_rollback_users.sql", "drop table users;")
                .file("rollback/002_rollback_sequence.sql", "drop sequence numbers;")
                .file("rollback/fix_002_sequence.sql", "drop table kept;");
        goUpAndBackToEmpty("numbers", 2);
    }

    @Test
    void anyLayoutMayLieInARollbackFolder() {
        files.file("V1__users.sql", "create table users (id bigint);")
                .file("rollback/V1__users.sql", "drop table users;")
                .file("V2__more.sql", "create table more (id bigint);")
                .file("rollback/U2__more.sql", "drop table more;")
                .file("3_last.sql", "create table last (id bigint);")
                .file("rollback/3_last.down.sql", "drop table last;");
        goUpAndBackToEmpty("last", 3);
    }

    @Test
    void aRepeatableRunsOnceUntilItsContentChanges() {
        files.file("V1__users.sql", "create table users (id bigint); create table runs (at timestamptz);")
                .file("U1__users.sql", "drop table users; drop table runs;")
                .file("R__view.sql", "create or replace view everyone as select id from users;", ran())
                .file("UR__view.sql", "drop view everyone;");
        files.migrate();
        assertThat(files.runner().migrate()).isInstanceOf(Report.UpToDate.class);
        assertThat(runs()).isEqualTo("1");
        files.file("R__view.sql", "create or replace view everyone as select id, 1 as n from users;", ran());
        files.migrate();
        assertThat(files.runner().migrate()).isInstanceOf(Report.UpToDate.class);
        assertThat(runs()).isEqualTo("2");
        assertThat(files.query("select count(*) from information_schema.columns where table_name = 'everyone'"))
                .isEqualTo("2");
        files.file(
                "R__view.sql",
                "-- reworded",
                "CREATE OR REPLACE VIEW everyone AS SELECT id, 1 AS n FROM users;",
                ran());
        assertThat(files.runner().migrate()).isInstanceOf(Report.UpToDate.class);
        files.revert(RevertTo.everything());
        assertThat(files.catalog().isEmpty()).as(files.catalog().toString()).isTrue();
    }

    @Test
    void aMigrationWithoutADownIsNotReverted() {
        files.file("V1__users.sql", "create table users (id bigint);")
                .file("V2__more.sql", "create table more (id bigint);")
                .file("U2__more.sql", "drop table more;")
                .migrate();
        assertThatThrownBy(() -> files.revert(RevertTo.everything())).hasMessageContaining("1-users has no down");
        assertThat(files.exists("more")).isTrue();
        files.revert(RevertTo.last());
        assertThat(files.exists("more")).isFalse();
    }

    @Test
    void aPathMayHoldBlanksAndAnyLetter(@TempDir Path folder) {
        try (SqlFolderFixture odd = new SqlFolderFixture(folder.resolve("mit Leerzeichen & 100% ü/移行"))) {
            odd.file("V1__größe.sql", "create table t (id int);").file("U1__größe.sql", "drop table t;");
            odd.migrate();
            assertThat(odd.runner(SqlFiles.in("file:" + odd.folder())).validate())
                    .isEmpty();
            odd.runner(SqlFiles.in(odd.folder().toUri().toString())).revert(RevertTo.everything(), plan -> true);
            assertThat(odd.catalog().isEmpty()).isTrue();
        }
    }

    @Test
    void filesInAJarGoUpAndBackToEmpty(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("the service.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            put(entries, "db/migration/", "");
            put(entries, "db/migration/001_t.sql", "create table t (id int);");
            put(entries, "db/migration/2024/002_u.sql", "create table u (id int);");
            put(entries, "db/migration/rollback/001_rollback_t.sql", "drop table t;");
            put(entries, "db/migration/rollback/002_rollback_u.sql", "drop table u;");
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            SqlFiles source = SqlFiles.in("db/migration");
            assertThat(files.runner(source).migrate().results()).hasSize(2);
            assertThat(files.runner(SqlFiles.in("db/migration")).migrate()).isInstanceOf(Report.UpToDate.class);
            files.runner(source).revert(RevertTo.everything(), plan -> true);
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThat(files.catalog().isEmpty()).isTrue();
    }

    private static void put(JarOutputStream jar, String name, String text) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(text.getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
    }

    private void goUpAndBackToEmpty(String last, int migrations) {
        files.migrate();
        assertThat(files.exists(last)).isTrue();
        assertThat(files.runner().validate()).isEmpty();
        assertThat(files.runner().status().migrations()).hasSize(migrations);
        assertThat(files.runner().migrate()).isInstanceOf(Report.UpToDate.class);
        files.revert(RevertTo.everything());
        assertThat(files.catalog().isEmpty()).as(files.catalog().toString()).isTrue();
        files.migrate();
        assertThat(files.exists(last)).isTrue();
    }

    private static String ran() {
        return "insert into runs values (now());";
    }

    private String runs() {
        return files.query("select count(*) from runs");
    }
}
