package io.upshift.postgres.backfill;

import static io.upshift.postgres.backfill.Counters.execute;
import static io.upshift.postgres.backfill.Counters.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.BatchSize;
import io.upshift.HealthCheck;
import io.upshift.HealthCheck.Health;
import io.upshift.HealthCheck.Level;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.RunEvent;
import io.upshift.Settings;
import io.upshift.postgres.PostgresHealth;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Each limit of the server's health, met by what it is meant for. */
class HealthTest {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final PostgresHealth LENIENT =
            PostgresHealth.defaults().freeConnections(0).replicaLag(Duration.ofHours(1));

    private static PostgresServer primary;
    private static PostgresServer standby;
    private static DataSource source;

    @BeforeAll
    static void start() throws Exception {
        primary = PostgresServer.embedded().durable(true).maxConnections(30).start();
        source = primary.database("orders").dataSource();
        Counters.create(source, 20_000);
        // Its ranges stay open.
        Counters.builder(source)
                .add(new Counters.Data(1, Counters.ADD, Counters.TAKE))
                .settings(Settings.defaults().batchWorkers(0))
                .build()
                .migrate();
        standby = primary.standby();
    }

    @AfterAll
    static void stop() {
        standby.close();
        primary.close();
    }

    @Test
    void aQuietServerIsFine() throws Exception {
        assertThat(eventually(source, LENIENT, Level.FINE)).isEqualTo(Health.fine());
    }

    @Test
    void aTransactionThatStaysOpenIsAStrain() throws Exception {
        try (Connection old = source.getConnection();
                Statement statement = old.createStatement()) {
            old.setAutoCommit(false);
            statement.execute("select 1");
            assertThat(eventually(source, LENIENT.oldestTransaction(SHORT), Level.STRAINED)
                            .reason())
                    .startsWith("a transaction is open for ");
        }
    }

    @Test
    void aSessionThatWaitsForABatchIsAStrain() throws Exception {
        Health[] health = {Health.fine()};
        HealthCheck<PostgresSession> check = check(source, LENIENT.lockWait(SHORT));
        List<CompletableFuture<@Nullable Void>> waiting = new ArrayList<>();
        Counters.inSession(source, session -> {
            session.sql("update counters set pad = pad where id = 1");
            waiting.add(CompletableFuture.runAsync(() -> update("update counters set pad = pad where id = 1")));
            for (int i = 0; i < 200 && health[0].level() != Level.STRAINED; i++) {
                Thread.sleep(20);
                health[0] = check.look(session);
            }
        });
        waiting.get(0).join();
        assertThat(health[0].reason()).startsWith("a session has waited for a batch for ");
    }

    @Test
    void fewFreeConnectionsAreAStrain() throws Exception {
        List<Connection> open = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                open.add(source.getConnection());
            }
            assertThat(eventually(source, LENIENT.freeConnections(20), Level.STRAINED)
                            .reason())
                    .matches("only \\d+ connections are free");
        } finally {
            for (Connection connection : open) {
                connection.close();
            }
        }
    }

    @Test
    void muchWalIsAStrain() throws Exception {
        HealthCheck<PostgresSession> check = check(source, LENIENT.walBytesPerSecond(1_000));
        Health[] health = {Health.fine()};
        Counters.inSession(source, check::look);
        execute(source, "update counters set pad = pad where id < 5000");
        Counters.inSession(source, session -> health[0] = check.look(session));
        assertThat(health[0].reason()).matches("the server writes \\d+ MB of WAL a second");
    }

    @Test
    void aVacuumOfATableOfTheWorkIsAStrain() throws Exception {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set vacuum_cost_delay = '100ms'; set vacuum_cost_limit = 1");
            CompletableFuture<@Nullable Void> vacuum = CompletableFuture.runAsync(() -> {
                try {
                    statement.execute("vacuum counters");
                } catch (SQLException e) {
                    assertThat(e.getSQLState()).isEqualTo("57014");
                }
            });
            assertThat(eventually(source, LENIENT, Level.STRAINED).reason())
                    .isEqualTo("autovacuum is at a table of the work");
            assertThat(eventually(source, LENIENT.autovacuum(false), Level.FINE).level())
                    .isEqualTo(Level.FINE);
            statement.cancel();
            vacuum.join();
        }
    }

    @Test
    void aReplicaThatIsBehindIsAStrain() throws Exception {
        DataSource replica = standby.database("orders").dataSource();
        execute(replica, "select pg_wal_replay_pause()");
        try {
            execute(source, "create table if not exists written (id int)");
            Health health = Health.fine();
            HealthCheck<PostgresSession> check = check(source, LENIENT.replicaLag(SHORT));
            for (int i = 0; i < 150 && health.level() != Level.STRAINED; i++) {
                execute(source, "insert into written values (1)");
                Thread.sleep(20);
                Health[] now = {health};
                Counters.inSession(source, session -> now[0] = check.look(session));
                health = now[0];
            }
            assertThat(health.reason()).startsWith("a replica is behind by ");
        } finally {
            execute(replica, "select pg_wal_replay_resume()");
        }
    }

    @Test
    void aRoleThatMayNotSeeTheReplicasKnowsNothing() throws Exception {
        execute(
                source,
                "create role plain login; grant all on schema public to plain; grant all on all tables in schema public"
                        + " to plain");
        PGSimpleDataSource plain = new PGSimpleDataSource();
        plain.setUrl(primary.database("orders").url());
        plain.setUser("plain");
        assertThat(eventually(plain, LENIENT, Level.UNKNOWN).reason())
                .isEqualTo("the role may not see how far the replicas are");
        execute(source, "grant pg_monitor to plain");
        assertThat(eventually(plain, LENIENT, Level.FINE).level()).isEqualTo(Level.FINE);
    }

    @Test
    void aRunSlowsDownForItAndSaysWhy() throws Exception {
        DataSource other = primary.database("slowed").dataSource();
        Counters.create(other, 1_000);
        List<String> notes = new CopyOnWriteArrayList<>();
        MigrationRunner<PostgresSession> runner = MigrationRunner.on(
                        PostgresTarget.of(other).health(LENIENT.oldestTransaction(SHORT)))
                .service("counting", "1")
                .add(new Counters.Data(1, Counters.ADD.size(BatchSize.fixed(10)), Counters.TAKE))
                .listener(event -> {
                    if (event instanceof RunEvent.Progress progress) {
                        notes.add(progress.note());
                    }
                })
                .build();
        CompletableFuture<Report> run;
        try (Connection old = other.getConnection();
                Statement statement = old.createStatement()) {
            old.setAutoCommit(false);
            statement.execute("select 1");
            Thread.sleep(SHORT.toMillis() * 2);
            run = CompletableFuture.supplyAsync(runner::migrate);
            for (int i = 0; i < 1_500 && notes.stream().noneMatch(note -> note.contains("slowed:")); i++) {
                Thread.sleep(20);
            }
        }
        assertThat(notes).anyMatch(note -> note.contains("slowed: a transaction is open for"));
        assertThat(run.join()).isInstanceOf(Report.Completed.class);
        assertThat(text(other, "select count(*) from counters where x = 1")).isEqualTo("1000");
    }

    /** What a look says as soon as it is of a level, or after seconds in which it isn't. */
    private static Health eventually(DataSource at, PostgresHealth limits, Level level) throws Exception {
        HealthCheck<PostgresSession> check = check(at, limits);
        Health[] health = {Health.closed("nobody has looked")};
        for (int i = 0; i < 300 && health[0].level() != level; i++) {
            Counters.inSession(at, session -> health[0] = check.look(session));
            Thread.sleep(20);
        }
        return health[0];
    }

    private static void update(String sql) {
        try {
            execute(source, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HealthCheck<PostgresSession> check(DataSource at, PostgresHealth limits) {
        return PostgresTarget.of(at).health(limits).batches().healthChecks().get(0);
    }
}
