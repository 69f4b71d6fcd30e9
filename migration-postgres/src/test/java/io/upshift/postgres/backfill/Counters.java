package io.upshift.postgres.backfill;

import io.upshift.Action;
import io.upshift.BatchConnection;
import io.upshift.BatchFailure;
import io.upshift.BatchSize;
import io.upshift.Batches;
import io.upshift.DataMigration;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.Service;
import io.upshift.Settings;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/** A table of counters and the work that makes each of them larger by one, which no second try may do again. */
final class Counters {
    static final Backfill ADD = Backfill.table("counters").set("x", "x + 1");
    static final Backfill TAKE = Backfill.table("counters").set("x", "x - 1");

    private Counters() {}

    static void create(DataSource source, int rows) throws SQLException {
        execute(
                source,
                "create table counters (id bigint primary key, x int not null, pad text not null);"
                        + " insert into counters select n, 0, repeat('p', 100) from generate_series(1, " + rows
                        + ") n; analyze counters");
    }

    static MigrationRunner.Builder<PostgresSession> builder(DataSource source) {
        return MigrationRunner.on(PostgresTarget.of(source)).service("counting", "1");
    }

    static MigrationRunner<PostgresSession> runner(DataSource source, int batchSize, int workers) {
        return builder(source)
                .add(new Data(2, ADD.size(BatchSize.fixed(batchSize)), TAKE.size(BatchSize.fixed(batchSize))))
                .settings(Settings.defaults().batchWorkers(workers))
                .build();
    }

    static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String text(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** Has something done in a transaction of its own, as a check is made. */
    static void inSession(DataSource source, Action<PostgresSession> action) throws BatchFailure {
        try (BatchConnection<PostgresSession> connection =
                PostgresTarget.of(source).batches().connect(new Service("counting", "1"))) {
            connection.run(action);
        }
    }

    /** How often each value of x occurs, such as {@code {1=100}}. */
    static String values(DataSource source) throws SQLException {
        return text(
                source,
                "select string_agg(x || ' in ' || n, ', ' order by x) from (select x, count(*) n from counters group by x) v");
    }

    /** A migration with a version and nothing else said. */
    record Data(int version, Batches<PostgresSession> work, Batches<PostgresSession> back)
            implements DataMigration<PostgresSession> {
        @Override
        public MigrationId id() {
            return MigrationId.of(Integer.toString(version), "count");
        }

        @Override
        public Batches<PostgresSession> up() {
            return work;
        }

        @Override
        public Optional<Batches<PostgresSession>> down() {
            return Optional.of(back);
        }
    }
}
