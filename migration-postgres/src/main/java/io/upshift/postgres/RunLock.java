package io.upshift.postgres;

import io.upshift.Entry;
import io.upshift.MigrationException;
import io.upshift.Service;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * The advisory lock of one service's runs, with the epoch that fences them.
 *
 * <p>It lives on the connection that does the work, so that it is held exactly as long as work can go on. It is polled
 * and never waited for: a blocked waiter would deadlock with the holder's CREATE INDEX CONCURRENTLY.
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS">advisory locks</a>
 */
final class RunLock {
    /** What a lock row says: the epoch taken, and the chain's head. */
    record Held(String runId, long epoch, long length, String hash) {}

    /** IF NOT EXISTS may look into a cache that doesn't know yet what the session before has made. */
    private static final Set<String> MADE_MEANWHILE = Set.of("23505", "42P06", "42P07");

    private static final int INSTALL_ATTEMPTS = 5;

    private final Connection connection;
    private final HistoryTable table;
    private final Service service;
    private final long key;
    private final long installKey;

    RunLock(Connection connection, HistoryTable table, Service service) {
        this.connection = connection;
        this.table = table;
        this.service = service;
        this.key = key("upshift run " + table + " " + service.name());
        this.installKey = key("upshift install " + table);
    }

    boolean tryLock() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Expects the lock to be held; makes the tables when they are missing. */
    Held takeEpoch(String runId, ConnectionSettings settings) throws SQLException {
        try {
            return nextEpoch(runId, settings);
        } catch (SQLException e) {
            if (!SqlErrors.isMissingTable(e)) {
                throw e;
            }
            install();
            return nextEpoch(runId, settings);
        }
    }

    /**
     * True unless another session holds the lock; binds {@link #key}.
     *
     * <p>Taking it once more, for the length of the transaction, costs microseconds where a look into {@code pg_locks}
     * costs a tenth of a small migration, and says what matters: that nobody else has it while this commits.
     */
    static String isFree() {
        return "pg_try_advisory_xact_lock(?)";
    }

    long key() {
        return key;
    }

    Service service() {
        return service;
    }

    private Held nextEpoch(String runId, ConnectionSettings settings) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table.takeEpoch())) {
            statement.setString(1, service.name());
            statement.setString(2, runId);
            statement.setString(3, settings.user());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                String hash = row.getLong(2) == 0 ? Entry.GENESIS : row.getString(3);
                return new Held(runId, row.getLong(1), row.getLong(2), hash);
            }
        } catch (SQLException e) {
            if (SqlErrors.state(e).startsWith("42")
                    && !SqlErrors.isMissingTable(e)
                    && !SqlErrors.state(e).equals("42501")) {
                throw MigrationException.refused(
                        "The table " + table.lock() + " is no lock table of this library",
                        "it has other columns",
                        "set another historyTable");
            }
            throw e;
        }
    }

    /** A missing schema shows only when a table is to be made in it. */
    private void install() throws SQLException {
        boolean withSchema = false;
        for (int attempt = 1; ; attempt++) {
            try {
                install(withSchema);
                return;
            } catch (SQLException e) {
                boolean missing = SqlErrors.state(e).equals("3F000");
                if (attempt == INSTALL_ATTEMPTS || !(missing || MADE_MEANWHILE.contains(SqlErrors.state(e)))) {
                    throw e;
                }
                withSchema |= missing;
            }
        }
    }

    /** Services that start at once in an empty database must not trip over each other. */
    private void install(boolean withSchema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("begin; select pg_advisory_xact_lock(" + installKey + "); "
                    + (withSchema ? table.createSchema() + "; " : "") + table.create() + "; commit");
        } catch (SQLException e) {
            rollback();
            throw e;
        }
    }

    private void rollback() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("rollback");
        }
    }

    static long key(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
