package io.upshift.examples.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.OnlineMigration;
import io.upshift.Settings;
import io.upshift.Step;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * How single-row readers and writers fare while a table of a million rows is changed, online and by the plain statement,
 * with nobody in the way and while another transaction stays open.
 */
final class LocksScenario implements Scenario {
    private static final String ONLINE = "upshift";
    private static final String NAIVE = "statement";
    private static final Duration MARGIN = Duration.ofMillis(300);

    @Override
    public void run(Bench bench) throws Exception {
        int rows = bench.options().quick() ? 20_000 : 1_000_000;
        Duration held = Duration.ofSeconds(bench.options().quick() ? 2 : 30);
        Database database = bench.server().create();
        Progress.say("locks: %d rows, a blocker stays for %s", rows, held);
        try (HikariDataSource pool = database.pool()) {
            LockTable.make(database, rows);
            bench.quiet().await();
            idle(bench, database, rows);
            for (LockOperation operation : LockOperation.all()) {
                if (bench.options().measures(operation.name())) {
                    measure(bench, database, pool, operation, rows, Duration.ZERO);
                    measure(bench, database, pool, operation, rows, held);
                }
            }
        }
    }

    private static void idle(Bench bench, Database database, int rows) throws Exception {
        try (Victims victims = Victims.start(database, rows)) {
            Thread.sleep(bench.options().quick() ? 500 : 5_000);
            victims.print(bench.figures(), "locks/idle", "none");
        }
    }

    private static void measure(
            Bench bench, Database database, HikariDataSource pool, LockOperation operation, int rows, Duration held)
            throws Exception {
        String scenario = "locks/" + operation.name() + (held.isZero() ? "/free" : "/blocked");
        for (String tool : List.of(ONLINE, NAIVE)) {
            Progress.say("%s: %s", scenario, tool);
            try (Victims victims = Victims.start(database, rows)) {
                Thread.sleep(MARGIN.toMillis());
                try (LockHolder holder = LockHolder.during(database, held)) {
                    long begun = holder.since();
                    if (tool.equals(ONLINE)) {
                        migrate(pool, scenario, operation);
                    } else {
                        execute(database, operation.statement());
                    }
                    bench.figures().add(scenario, tool, "took_ms", (System.nanoTime() - begun) / 1e6);
                }
                Thread.sleep(MARGIN.toMillis());
                victims.print(bench.figures(), scenario, tool);
            }
            execute(database, operation.undo());
        }
    }

    /** Under another service name each time, so that it is new every time. */
    private static void migrate(HikariDataSource pool, String service, LockOperation operation) {
        MigrationRunner.on(PostgresTarget.of(pool))
                .service(service, "1")
                .add(new Change(operation))
                .settings(Settings.defaults())
                .build()
                .migrate();
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String one : sql.split(";\\s*", -1)) {
                if (!one.isBlank()) {
                    statement.execute(one);
                }
            }
        }
    }

    private record Change(LockOperation operation) implements OnlineMigration<PostgresSession> {
        @Override
        public MigrationId id() {
            return MigrationId.of("1", operation.name());
        }

        @Override
        public List<Step<PostgresSession>> steps() {
            return operation.change().steps();
        }
    }
}
