package io.upshift.examples.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.upshift.Batches;
import io.upshift.DataMigration;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.Settings;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.postgres.backfill.Backfill;
import java.util.Locale;

/** The whole run: lock, history, batches, checkpoints and the last look for rows that are left. */
final class UpshiftBackfill {
    private static final Backfill SQL =
            Backfill.table("big").set("label", "upper(left(name, 8))").where("label is null");

    private static final Backfill ROWS = Backfill.table("big")
            .rows(rows -> rows.forEach(row -> row.set(
                    row.field("label", String.class),
                    row.get("name", String.class).substring(0, 8).toUpperCase(Locale.ROOT))));

    private UpshiftBackfill() {}

    static double sql(Database database, int workers) throws Exception {
        return seconds(database, SQL, workers);
    }

    static double rows(Database database) throws Exception {
        return seconds(database, ROWS, 1);
    }

    private static double seconds(Database database, Backfill work, int workers) throws Exception {
        try (HikariDataSource pool = database.pool()) {
            MigrationRunner<PostgresSession> runner = MigrationRunner.on(PostgresTarget.of(pool))
                    .service("bench", "1")
                    .add(new Labels(work))
                    .settings(Settings.defaults().batchWorkers(workers))
                    .build();
            long begun = System.nanoTime();
            runner.migrate();
            return (System.nanoTime() - begun) / 1e9;
        }
    }

    private record Labels(Backfill work) implements DataMigration<PostgresSession> {
        @Override
        public MigrationId id() {
            return MigrationId.of("1", "labels");
        }

        @Override
        public Batches<PostgresSession> up() {
            return work;
        }
    }
}
