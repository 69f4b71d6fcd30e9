package io.upshift.postgres;

import io.upshift.Action;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work outside a transaction on the run's connection, with the time limits of long builds. */
final class OnlineStep {
    private static final Logger log = LoggerFactory.getLogger(PostgresTarget.class);

    private final Connection connection;
    private final ConnectionSettings settings;
    private final LockBudgets budgets;
    private final StatementLog statements;

    OnlineStep(Connection connection, ConnectionSettings settings, LockBudgets budgets, StatementLog statements) {
        this.connection = connection;
        this.settings = settings;
        this.budgets = budgets;
        this.statements = statements;
    }

    void run(Action<PostgresSession> action) throws Exception {
        // A build waits for old snapshots, which is no lock that anyone queues behind.
        try (PreparedStatement limits = connection.prepareStatement(
                "select set_config('lock_timeout', ?, false), set_config('statement_timeout', ?, false)")) {
            limits.setString(1, budgets.buildLockTimeout().toMillis() + "ms");
            limits.setString(2, budgets.buildStatementTimeout().toMillis() + "ms");
            limits.execute();
        }
        try {
            action.run(new PostgresSession(connection, statements, () -> "", false));
        } catch (Exception e) {
            restoreAfter(e);
            throw e;
        }
        restore();
    }

    /** Never hides the error that led here: the connection may be what was lost. */
    private void restoreAfter(Exception error) {
        try {
            if (!connection.isClosed()) {
                restore();
            }
        } catch (SQLException e) {
            log.debug(
                    "The settings could not be put back after {}",
                    error.getClass().getName(),
                    e);
        }
    }

    private void restore() throws SQLException {
        try (PreparedStatement reset = connection.prepareStatement(settings.set())) {
            settings.bindWanted(reset, 1);
            reset.execute();
        }
    }
}
