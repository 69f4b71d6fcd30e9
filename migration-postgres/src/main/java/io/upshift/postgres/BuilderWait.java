package io.upshift.postgres;

import java.sql.SQLException;
import java.sql.Statement;

/** Waits for whoever builds, validates or vacuums on a table; readers and writers neither wait nor are waited for. */
final class BuilderWait {
    private BuilderWait() {}

    static void await(PostgresSession session, String table) throws SQLException {
        try (Statement statement = session.unguarded().createStatement()) {
            statement.execute("begin; lock table " + table + " in share update exclusive mode; commit");
        } catch (SQLException e) {
            if (!SqlErrors.isConnectionLost(e)) {
                rollback(session);
            }
            throw e;
        }
    }

    private static void rollback(PostgresSession session) throws SQLException {
        try (Statement statement = session.unguarded().createStatement()) {
            statement.execute("rollback");
        }
    }
}
