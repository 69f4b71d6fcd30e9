package io.upshift.postgres;

import io.upshift.StepException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A statement that takes a strong lock in the middle of online work: in a transaction of its own, in short tries. */
final class BriefLock {
    private static final Logger log = LoggerFactory.getLogger(PostgresTarget.class);

    private final PostgresSession session;

    BriefLock(PostgresSession session) {
        this.session = session;
    }

    void run(String sql) throws Exception {
        TimeLimits limits = session.watched().budgets().ofDdl();
        limits.around(session, false, brief -> session.retry().run(attempt -> once(sql)));
    }

    private void once(String sql) throws Exception {
        Connection connection = session.unguarded();
        execute(connection, "begin");
        try {
            session.sql(sql);
            execute(connection, "commit");
        } catch (SQLException e) {
            rollback(connection);
            if (SqlErrors.isContention(e)) {
                StepException told = SqlErrors.step(e, sql);
                throw new LockRetry.Contention(told, e, session.watched());
            }
            throw e;
        }
    }

    private static void rollback(Connection connection) {
        try {
            execute(connection, "rollback");
        } catch (SQLException e) {
            log.debug("A brief lock could not be rolled back; the server does it when the session ends", e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
