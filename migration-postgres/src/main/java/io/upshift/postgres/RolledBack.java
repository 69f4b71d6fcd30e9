package io.upshift.postgres;

import io.upshift.Action;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A transaction that is never committed. */
record RolledBack(Connection connection, String schema, String begin) {

    /** One in which anything may be tried. */
    static RolledBack trial(Connection connection, String schema) {
        return new RolledBack(connection, schema, "begin");
    }

    /** One in which nothing can be changed. */
    static RolledBack look(Connection connection, String schema) {
        return new RolledBack(connection, schema, "begin read only");
    }

    void run(Duration statement, Action<PostgresSession> action) throws Exception {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(true);
        String limit = statement.toMillis() + "ms";
        execute(begin + "; set local lock_timeout = '" + limit + "'; set local statement_timeout = '" + limit
                + "'; set local search_path = " + Identifiers.quoted(schema) + ", pg_temp");
        StatementLog statements = new StatementLog((sql, took) -> {}, WatchedTry.unwatched(LockBudgets.of(statement)));
        try {
            action.run(new PostgresSession(connection, statements, () -> "", true));
        } catch (SQLException e) {
            throw SqlErrors.step(e, statements.place());
        } finally {
            execute("rollback");
            connection.setAutoCommit(autoCommit);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement send = connection.createStatement()) {
            send.execute(sql);
        }
    }
}
