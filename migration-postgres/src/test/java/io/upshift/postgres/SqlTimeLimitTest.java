package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationRunner;
import io.upshift.RevertTo;
import io.upshift.Settings;
import io.upshift.StepException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlTimeLimitTest {
    private SqlFolderFixture files;

    @BeforeEach
    void open(@TempDir Path folder) {
        files = new SqlFolderFixture(folder);
    }

    @AfterEach
    void close() {
        files.close();
    }

    private static final String TABLE = "create table seen (lock text, statement text, n serial);";
    private static final String SHOW =
            "insert into seen values (current_setting('lock_timeout')," + " current_setting('statement_timeout'));";

    @Test
    void limitsHoldForTheFileOnly() {
        files.file("V1__seen.sql", TABLE, SHOW)
                .file("V2__own.sql", "-- upshift: lock-timeout = 5s, statement-timeout = PT2M", SHOW)
                .file("V3__lock.sql", "-- upshift: lock-timeout = 250ms", SHOW)
                .file("V4__after.sql", SHOW)
                .migrate();
        assertThat(seen()).isEqualTo("500ms/1h|5s/2min|250ms/1h|500ms/1h");
    }

    @Test
    void limitsHoldForTheFileOnlyWhenMigrationsShareATransaction() {
        files.file("V1__seen.sql", TABLE, SHOW)
                .file("V2__own.sql", "-- upshift: lock-timeout = 5s, statement-timeout = 10min", SHOW)
                .file("V3__after.sql", SHOW);
        MigrationRunner.on(PostgresTarget.of(files.dataSource()))
                .service("orders", "1")
                .from(SqlFiles.in(files.folder()))
                .settings(Settings.defaults().singleTransaction(true))
                .build()
                .migrate();
        assertThat(seen()).isEqualTo("500ms/1h|5s/10min|500ms/1h");
    }

    @Test
    void eachFileOfAWayBackHasItsOwnLimits() {
        files.file("001_seen.sql", TABLE)
                .file("002_t.sql", "create table t (id int);")
                .file("rollback/002_t.sql", "-- upshift: lock-timeout = 1s", "drop table t;", SHOW)
                .file("rollback/fix_002_t.sql", "-- upshift: statement-timeout = 3s", SHOW)
                .migrate();
        files.revert(RevertTo.last());
        assertThat(seen()).isEqualTo("1s/1h|500ms/3s");
    }

    @Test
    void limitsHoldForEachStepWithoutATransaction() {
        files.file(
                        "V1__seen.sql",
                        "-- upshift: no-transaction, lock-timeout = 4s, statement-timeout = 1min",
                        TABLE,
                        SHOW,
                        "create index concurrently seen_n on seen (n);",
                        SHOW)
                .file("V2__after.sql", SHOW)
                .migrate();
        assertThat(seen()).isEqualTo("4s/1min|4s/1min|500ms/1h");
    }

    @Test
    void anIndexBuildIsCutOffByItsFilesLimitAndMendedByTheNextRun() throws Exception {
        files.file("V1__t.sql", "create table t (id int);").migrate();
        files.file(
                "V2__index.sql",
                "-- upshift: no-transaction, statement-timeout = 300ms",
                "create index concurrently t_id on t (id);");
        try (Connection other = files.connection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("insert into t values (1)");
            assertThatThrownBy(files::migrate)
                    .hasMessageContaining("canceling statement due to statement timeout (57014)")
                    .hasMessageContaining("V2__index.sql:2:1");
            other.rollback();
        }
        files.migrate();
        assertThat(files.query("select indisvalid from pg_index where indexrelid = 't_id'::regclass"))
                .isEqualTo("t");
    }

    @Test
    void aSlowStatementIsCutOffByItsFilesLimit() {
        files.file("V1__slow.sql", "-- upshift: statement-timeout = 100ms", "select 1;", "select pg_sleep(30);");
        assertThatThrownBy(files::migrate)
                .hasMessageContaining("canceling statement due to statement timeout (57014)")
                .hasMessageContaining("V1__slow.sql:3:1 · select pg_sleep(30)");
    }

    @Test
    void aLongerLockLimitLengthensThePauseInWhichReadersCatchUp() {
        LockRetry retry = new LockRetry(LockBudgets.defaults(), (statement, took) -> {});
        assertThat(retry.pause(met(Duration.ofMillis(500)))).isEqualTo(7_500);
        assertThat(retry.pause(met(Duration.ofSeconds(3)))).isEqualTo(45_000);
    }

    private static LockRetry.Contention met(Duration waited) {
        return new LockRetry.Contention(new StepException("locked", "wait"), waited, Blockers.NONE);
    }

    @Test
    void aLockThatIsHeldIsWaitedForAndTheWholeFileTriedAgain() throws Exception {
        files.file("V1__t.sql", "create table t (id int);").migrate();
        files.file(
                "V2__t.sql",
                "-- upshift: lock-timeout = 100ms",
                "create table u (id int);",
                "alter table t add n int;");
        try (Connection other = files.connection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select * from t");
            CompletableFuture<Void> run = CompletableFuture.runAsync(files::migrate);
            Thread.sleep(1500);
            assertThat(run).isNotDone();
            other.rollback();
            run.get(60, TimeUnit.SECONDS);
        }
        assertThat(files.exists("u")).isTrue();
    }

    private String seen() {
        return files.query("select string_agg(lock || '/' || statement, '|' order by n) from seen");
    }
}
