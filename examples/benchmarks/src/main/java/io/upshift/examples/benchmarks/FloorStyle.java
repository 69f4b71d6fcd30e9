package io.upshift.examples.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** How the floor divides its work into transactions and messages. */
enum FloorStyle {
    /** A transaction for each migration: its statements in one message, the history row, and the commit. */
    TRANSACTION_EACH {
        @Override
        void apply(Connection connection, List<FloorMigration> pending) throws SQLException {
            connection.setAutoCommit(false);
            try (Statement ddl = connection.createStatement();
                    PreparedStatement insert = connection.prepareStatement(FloorHistory.INSERT)) {
                for (FloorMigration migration : pending) {
                    ddl.execute(migration.ddl());
                    insert.setInt(1, migration.id());
                    insert.setString(2, migration.checksum());
                    insert.executeUpdate();
                    connection.commit();
                }
            } finally {
                connection.setAutoCommit(true);
            }
        }
    },

    /** A transaction for each migration, all of it in one message. */
    ONE_MESSAGE_EACH {
        @Override
        void apply(Connection connection, List<FloorMigration> pending) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                for (FloorMigration migration : pending) {
                    statement.execute("begin;" + migration.ddl() + insert(migration) + ";commit");
                }
            }
        }
    },

    /** One transaction for all migrations, in as few messages as the driver sends. */
    ONE_TRANSACTION {
        @Override
        void apply(Connection connection, List<FloorMigration> pending) throws SQLException {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                for (FloorMigration migration : pending) {
                    for (String ddl : Workload.statements(migration.id())) {
                        statement.addBatch(ddl);
                    }
                    statement.addBatch(insert(migration));
                }
                statement.executeBatch();
                connection.commit();
            } finally {
                connection.setAutoCommit(true);
            }
        }
    };

    /** Applies and records; the caller holds the lock. */
    abstract void apply(Connection connection, List<FloorMigration> pending) throws SQLException;

    private static String insert(FloorMigration migration) {
        return "insert into floor_history (id, checksum) values (" + migration.id() + ", '" + migration.checksum()
                + "')";
    }
}
