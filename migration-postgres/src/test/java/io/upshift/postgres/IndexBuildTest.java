package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.Settings;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index build outside a transaction, cut off while a writer holds it up, or met by an index of the same name. */
class IndexBuildTest {
    private static final String BUILDER =
            "select pid from pg_stat_activity where datname = current_database() and application_name like 'upshift %'"
                    + " and state = 'active' and wait_event_type = 'Lock' and query ilike '%concurrently%'";

    @TempDir
    Path folder;

    private Database database;
    private Rows rows;

    @BeforeEach
    void open() throws Exception {
        database = PostgresServer.shared().freshDatabase();
        rows = new Rows(database.dataSource());
        rows.execute("create table t (id int, a text, j jsonb); insert into t select i, 'a' || i from"
                + " generate_series(1, 20) i");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index concurrently x on t (a)",
                "create index concurrently if not exists x on t (a)",
                "create unique index concurrently if not exists \"X y\" on public.t using btree (lower(a) desc) where id > 0",
                "create index concurrently x on t using gin (j jsonb_path_ops) where j ? 'k'"
            })
    void aBuildThatWasCutOffIsBuiltAgain(String sql) throws Exception {
        for (String end : new String[] {"pg_terminate_backend", "pg_cancel_backend"}) {
            rows.execute("drop index if exists x; drop index if exists \"X y\"; drop table if exists upshift_history;"
                    + " drop table if exists upshift_history_lock");
            cutOff(sql, end);
            assertThat(rows.number("select count(*) from pg_index where not indisvalid"))
                    .as(end)
                    .isEqualTo(1);
            assertThat(runner(sql).migrate()).as(end).isInstanceOf(Report.Completed.class);
            assertThat(rows.number("select count(*) from pg_index where indisvalid and indrelid = 't'::regclass"))
                    .isEqualTo(1);
            assertThat(rows.number("select count(*) from pg_index where not indisvalid"))
                    .isZero();
            assertThat(rows.number("select count(*) from upshift_history where state = 'applied'"))
                    .isEqualTo(1);
            assertThat(runner(sql).validate()).isEmpty();
        }
    }

    @Test
    void aBuildThatFinishedWithoutBeingRecordedIsNotRepeated() throws Exception {
        String sql = "create index concurrently x on t (a)";
        cutOff(sql, "pg_terminate_backend");
        rows.execute("drop index x; create index x on t (a)");
        long index = rows.number("select 'x'::regclass::oid::bigint");
        runner(sql).migrate();
        assertThat(rows.number("select 'x'::regclass::oid::bigint")).isEqualTo(index);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index x on t (id)",
                "create unique index x on t (a)",
                "create index x on t (a) where id > 3",
                "create index x on t (a desc)",
                "create index x on t (lower(a))",
                "create index x on t using hash (a)",
                "create table u (a text); create index x on u (a)",
                "create table x (a text)"
            })
    void anotherIndexOfThatNameIsNotTakenForTheOne(String other) throws Exception {
        rows.execute(other);
        long before = rows.number("select 'x'::regclass::oid::bigint");
        assertThatThrownBy(runner("create index concurrently if not exists x on t (a)")::migrate)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("there is another index of the name public.x")
                .hasMessageContaining("V1__x.sql:2")
                .hasMessageContaining("next: give the new index another name");
        assertThat(rows.number("select 'x'::regclass::oid::bigint")).isEqualTo(before);
    }

    @Test
    void anotherInvalidIndexOfThatNameIsNotDropped() throws Exception {
        rows.execute("create index x on t (id); update pg_index set indisvalid = false where indexrelid ="
                + " 'x'::regclass");
        assertThatThrownBy(runner("create index concurrently x on t (a)")::migrate)
                .hasMessageContaining("there is another index of the name public.x");
        assertThat(rows.number("select count(*) from pg_class where relname = 'x'"))
                .isEqualTo(1);
    }

    @Test
    void aBuildWithoutANameIsRefused() throws Exception {
        assertThatThrownBy(runner("create index concurrently on t (a)")::migrate)
                .hasMessageContaining("has no name")
                .hasMessageContaining("V1__x.sql:2");
    }

    @Test
    void aUniqueBuildThatMeetsDuplicatesCanBeRunAgainWhenTheyAreGone() throws Exception {
        rows.execute("insert into t values (7, 'canary-d1'), (8, 'canary-d1')");
        String sql = "create unique index concurrently if not exists x on t (a)";
        assertThatThrownBy(runner(sql)::migrate)
                .hasMessageContaining("23505")
                .message()
                .doesNotContain("canary");
        rows.execute("delete from t where a = 'canary-d1'");
        runner(sql).migrate();
        assertThat(rows.number("select count(*) from pg_index where indisvalid and indisunique and indrelid ="
                        + " 't'::regclass"))
                .isEqualTo(1);
    }

    /** A writer of the table keeps the build waiting, so that it is cut off in its middle and never at its end. */
    private void cutOff(String sql, String end) throws Exception {
        CompletableFuture<Report> run;
        try (Connection writer = database.dataSource().getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("update t set id = id where id = 1");
            MigrationRunner<PostgresSession> runner = runner(sql);
            run = CompletableFuture.supplyAsync(runner::migrate);
            rows.await("select exists (" + BUILDER + ")");
            rows.execute("select " + end + "(pid) from (" + BUILDER + ") builder");
            assertThatThrownBy(run::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(MigrationException.class)
                    .hasMessageContaining("next:");
            writer.rollback();
        }
        rows.await("select not exists (select from pg_locks where locktype = 'advisory')");
    }

    private MigrationRunner<PostgresSession> runner(String sql) throws Exception {
        Files.writeString(folder.resolve("V1__x.sql"), "-- upshift: no-transaction\n" + sql + "\n");
        return MigrationRunner.on(PostgresTarget.of(database.dataSource()))
                .service("index", "1")
                .from(SqlFiles.in(folder))
                .settings(Settings.defaults())
                .build();
    }
}
