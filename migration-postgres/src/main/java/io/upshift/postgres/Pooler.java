package io.upshift.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether a pooler between here and the server hands out the server's sessions by transaction.
 *
 * <p>A pooler makes up the process id that it tells the client for cancelling, so where that is the server's own there is
 * none. Otherwise two clients are made to share: one pooled by transaction leaves its session to the next client that
 * comes, or finds itself in another.
 *
 * @see <a href="https://www.pgbouncer.org/features.html">what doesn't hold in PgBouncer's transaction mode</a>
 */
final class Pooler {
    private static final Logger log = LoggerFactory.getLogger(PostgresTarget.class);
    private static final int LOOKS = 5;
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int UNKNOWN = 0;

    private Pooler() {}

    /** The process id that the connection was told when it was made, which costs nothing; 0 when it isn't known. */
    static int toldPid(Connection connection) throws SQLException {
        return connection.isWrapperFor(PGConnection.class)
                ? connection.unwrap(PGConnection.class).getBackendPID()
                : UNKNOWN;
    }

    /** Sets nothing and changes nothing. What can't be found out here is found out where a step commits. */
    static boolean sharesSessions(PostgresTarget target, Connection connection) throws SQLException {
        try (Connection other = target.another()) {
            if (toldPid(other) == toldPid(connection)) {
                return false;
            }
            other.setNetworkTimeout(Runnable::run, TIMEOUT_MILLIS);
            other.setAutoCommit(false);
            return sharesSessions(connection, other);
        } catch (SQLException e) {
            log.debug("No second connection to see whether a pooler shares sessions: {}", SqlErrors.message(e));
            return false;
        }
    }

    private static boolean sharesSessions(Connection connection, Connection other) throws SQLException {
        int first = pid(connection);
        for (int look = 0; look < LOOKS; look++) {
            int others = pid(other);
            other.rollback();
            if (others == first || pid(connection) != first) {
                return true;
            }
        }
        return false;
    }

    private static int pid(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_backend_pid()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
