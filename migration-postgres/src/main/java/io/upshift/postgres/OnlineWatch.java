package io.upshift.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * Sees the locks of a statement that runs outside a transaction, which are gone when it has ended.
 *
 * <p>Looking often would miss the short ones. So every table is locked just enough to stop such a statement where it asks
 * for its first lock, and let go once that has been seen.
 */
final class OnlineWatch implements AutoCloseable {
    private static final long PAUSE_MS = 2;
    private static final String LOCKS = "select relation, mode, granted from pg_locks where pid = ? and relation is not"
            + " null and locktype = 'relation' and database = (select oid from pg_database where datname = current_database())";

    private final Connection connection;
    private final int pid;
    private final CompletableFuture<Map<Long, LockMode>> seen;
    private volatile boolean ended;

    /**
     * Starts to watch.
     *
     * @param connection of its own; closed at the end
     * @param pid of the session to watch
     * @param tables quoted
     */
    OnlineWatch(Connection connection, int pid, List<String> tables) throws SQLException {
        this.connection = connection;
        this.pid = pid;
        connection.setAutoCommit(true);
        execute("begin");
        if (!tables.isEmpty()) {
            execute("lock table " + tables.stream().collect(Collectors.joining(", "))
                    + " in share update exclusive mode");
        }
        seen = CompletableFuture.supplyAsync(this::watch);
    }

    /** The strongest lock seen on each relation; the statement has ended. */
    Map<Long, LockMode> locks() {
        ended = true;
        return seen.join();
    }

    @Override
    public void close() throws SQLException {
        ended = true;
        try (connection) {
            seen.join();
        } catch (CompletionException e) {
            throw new SQLException("The locks of a statement could not be watched", e);
        }
    }

    private Map<Long, LockMode> watch() {
        Map<Long, LockMode> locks = new HashMap<>();
        try {
            boolean holds = true;
            while (!ended) {
                boolean waits = look(locks);
                if (holds && waits) {
                    execute("rollback");
                    holds = false;
                }
                Thread.sleep(PAUSE_MS);
            }
            if (holds) {
                execute("rollback");
            }
        } catch (SQLException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
        return locks;
    }

    /** Whether the session waits for a lock. */
    private boolean look(Map<Long, LockMode> locks) throws SQLException {
        boolean waits = false;
        try (PreparedStatement statement = connection.prepareStatement(LOCKS)) {
            statement.setInt(1, pid);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    locks.merge(row.getLong(1), LockMode.ofCatalog(row.getString(2)), LockMode::stronger);
                    waits |= !row.getBoolean(3);
                }
            }
        }
        return waits;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
