package io.upshift.postgres;

import io.upshift.Action;
import io.upshift.StatementListener;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Work outside a transaction on the run's connection, with the time limits of long builds. */
final class OnlineStep {
    private final Connection connection;
    private final ConnectionSettings settings;
    private final Timeouts timeouts;
    private final StatementLog statements;

    OnlineStep(Connection connection, ConnectionSettings settings, Timeouts timeouts, StatementListener listener) {
        this.connection = connection;
        this.settings = settings;
        this.timeouts = timeouts;
        this.statements = new StatementLog(listener);
    }

    void run(Action<PostgresSession> action) throws Exception {
        // A build waits for old snapshots, which is no lock that anyone queues behind.
        try (PreparedStatement limits = connection.prepareStatement(
                "select set_config('lock_timeout', ?, false), set_config('statement_timeout', '0', false)")) {
            limits.setString(1, timeouts.onlineLock().toMillis() + "ms");
            limits.execute();
        }
        try {
            action.run(new PostgresSession(connection, statements, () -> "", false));
        } finally {
            restore();
        }
    }

    String place() {
        return statements.place();
    }

    private void restore() throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try (PreparedStatement reset = connection.prepareStatement(settings.set())) {
            settings.bindWanted(reset, 1);
            reset.execute();
        }
    }
}
