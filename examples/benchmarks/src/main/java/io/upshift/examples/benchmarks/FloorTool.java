package io.upshift.examples.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The least that any tool must do, in plain JDBC: read the history, lock, read it again, apply and record. */
final class FloorTool implements Tool {
    private static final long LOCK = 7_131_977L;

    private final String name;
    private final FloorStyle style;

    FloorTool(String name, FloorStyle style) {
        this.name = name;
        this.style = style;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Built build(Workload workload, DataSource database) {
        List<FloorMigration> migrations = new ArrayList<>(workload.count());
        for (int i = 1; i <= workload.count(); i++) {
            migrations.add(FloorMigration.of(i, Workload.ddl(i)));
        }
        return new Built() {
            @Override
            public void migrate() throws SQLException {
                FloorTool.this.migrate(migrations, database);
            }
        };
    }

    @Override
    public long recorded(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from floor_history")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void migrate(List<FloorMigration> migrations, DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (!pending(migrations, FloorHistory.read(connection)).isEmpty()) {
                locked(connection, migrations);
            }
        }
    }

    private void locked(Connection connection, List<FloorMigration> migrations) throws SQLException {
        execute(connection, "select pg_advisory_lock(" + LOCK + ")");
        try {
            FloorHistory.create(connection);
            style.apply(connection, pending(migrations, FloorHistory.read(connection)));
        } finally {
            execute(connection, "select pg_advisory_unlock(" + LOCK + ")");
        }
    }

    private static List<FloorMigration> pending(List<FloorMigration> migrations, Map<Integer, String> history) {
        List<FloorMigration> pending = new ArrayList<>();
        for (FloorMigration migration : migrations) {
            String recorded = history.get(migration.id());
            if (recorded == null) {
                pending.add(migration);
            } else if (!recorded.equals(migration.checksum())) {
                throw new IllegalStateException("Migration " + migration.id() + " has changed");
            }
        }
        return pending;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
