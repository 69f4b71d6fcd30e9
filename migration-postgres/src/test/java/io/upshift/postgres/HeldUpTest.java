package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Report;
import io.upshift.RunEvent;
import io.upshift.postgres.online.CreateIndex;
import io.upshift.postgres.online.Online;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Online work that waits for others under a lock that nobody minds: told meanwhile, and not given up at once. */
class HeldUpTest {
    private static final CreateIndex INDEX = Online.createIndex("x").on("t").columns("id");

    private final List<RunEvent> events = new CopyOnWriteArrayList<>();
    private Database database;
    private Rows rows;

    @BeforeEach
    void open() throws SQLException {
        database = PostgresServer.shared().freshDatabase();
        rows = new Rows(database.dataSource());
        rows.execute("create table t (id int not null); create table other (id int); insert into t values (1)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aBuildWaitsForAnOldSnapshotAndTellsWhoHasIt() throws Exception {
        try (Connection reader = reader()) {
            CompletableFuture<Report> run = run(LockBudgets.defaults());
            awaitEvent("waiting for old snapshots, held up by pid " + Pooler.toldPid(reader) + " (reader), idle in"
                    + " transaction, in a transaction for ");
            assertThat(run).isNotDone();
            reader.rollback();
            assertThat(run.join()).isInstanceOf(Report.Completed.class);
        }
        assertThat(events).noneMatch(event -> String.valueOf(event).contains("4711"));
    }

    @Test
    void aBuildThatIsHeldUpForTooLongNamesWhoAndIsMendedByTheNextRun() throws Exception {
        try (Connection reader = reader()) {
            assertThatThrownBy(() -> run(LockBudgets.defaults().buildLockTimeout(Duration.ofMillis(600)))
                            .join())
                    .hasMessageContaining("canceling statement due to lock timeout (55P03)")
                    .hasMessageContaining("held by pid " + Pooler.toldPid(reader) + " (reader)");
            assertThat(rows.number("select count(*) from pg_index where not indisvalid"))
                    .isEqualTo(1);
        }
        assertThat(run(LockBudgets.defaults()).join()).isInstanceOf(Report.Completed.class);
        assertThat(rows.number("select count(*) from pg_index where not indisvalid"))
                .isZero();
    }

    @Test
    void aValidationWaitsForItsLockWithABudgetOfItsOwn() throws Exception {
        rows.execute("alter table t add constraint positive check (id > 0) not valid");
        try (Connection builder = database.dataSource().getConnection();
                Statement statement = builder.createStatement()) {
            builder.setAutoCommit(false);
            statement.execute("set application_name = 'builder'; lock table t in share update exclusive mode");
            CompletableFuture<Report> run = CompletableFuture.supplyAsync(() -> Brought.runner(
                            database.dataSource(),
                            () -> List.of(
                                    PostgresSteps.statement("alter table t validate constraint positive", "select 1")),
                            LockBudgets.defaults().lockTimeout(Duration.ofMillis(50)),
                            events::add)
                    .migrate());
            awaitEvent("held up by pid " + Pooler.toldPid(builder) + " (builder)");
            assertThat(run).isNotDone();
            builder.rollback();
            assertThat(run.join()).isInstanceOf(Report.Completed.class);
        }
        assertThat(events).noneMatch(RunEvent.Blocked.class::isInstance);
    }

    private Connection reader() throws SQLException {
        Connection reader = database.dataSource().getConnection();
        reader.setAutoCommit(false);
        reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = reader.createStatement()) {
            statement.execute("set application_name = 'reader'");
            statement.execute("select * from other where id = 4711");
        }
        return reader;
    }

    private CompletableFuture<Report> run(LockBudgets budgets) {
        return CompletableFuture.supplyAsync(() -> Brought.runner(database.dataSource(), INDEX, budgets, events::add)
                .migrate());
    }

    private void awaitEvent(String text) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            for (RunEvent event : events) {
                if (event instanceof RunEvent.Progress progress
                        && progress.note().contains(text)) {
                    return;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("No event says " + text + ": " + events);
    }
}
