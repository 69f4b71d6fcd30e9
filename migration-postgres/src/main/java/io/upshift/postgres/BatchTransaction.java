package io.upshift.postgres;

import io.upshift.Batch;
import io.upshift.BatchKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transaction of one batch: BEGIN and the lock on the range's row travel in front of its first statement, the
 * checkpoint and COMMIT together behind its last one.
 *
 * <p>What became of a commit whose answer was lost needs no asking: the next claim reads it from the range's row, which
 * the lost session has locked until it ends.
 */
final class BatchTransaction {
    private static final Logger log = LoggerFactory.getLogger(PostgresTarget.class);
    /** BEGIN and the lock. */
    private static final int WITH_LOCK = 2;

    private final Connection connection;
    private final BatchTables tables;
    private final ConnectionSettings settings;
    private final StatementLog statements;
    private boolean begun;

    BatchTransaction(Connection connection, BatchTables tables, ConnectionSettings settings, LockBudgets budgets) {
        this.connection = connection;
        this.tables = tables;
        this.settings = settings;
        this.statements = new StatementLog((statement, took) -> {}, WatchedTry.unwatched(budgets));
    }

    /** The session of a batch of a claimed range. */
    PostgresSession session(BatchKey key) {
        String lock = tables.lock(key);
        return new PostgresSession(connection, statements, () -> opening(lock), true, WITH_LOCK);
    }

    /** The session of anything else. */
    PostgresSession session() {
        return new PostgresSession(connection, statements, () -> opening(""), true);
    }

    String place() {
        return statements.place();
    }

    /** @return whether somebody has paused the work */
    boolean commit(BatchKey key, PostgresBatchConnection.Claim claim, Batch.Done done) throws SQLException {
        for (Batch.FailedKey failed : done.failed()) {
            leaveOut(key, claim.range().part(), failed);
        }
        String sql = opening(tables.lock(key)) + settings.set() + "; " + tables.move() + "; commit";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int i = settings.bindWanted(statement, 1);
            statement.setString(i++, done.cursor());
            statement.setLong(i++, done.passed());
            statement.setLong(i++, done.changed());
            statement.setBoolean(i++, done.isLast());
            statement.setLong(i++, claim.turn());
            i = BatchTables.bind(statement, i, key);
            statement.setInt(i, claim.number());
            return paused(statement, statement.execute());
        }
    }

    void commit() throws SQLException {
        if (begun) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("commit");
            }
        }
    }

    /** Never hides the error that led here. */
    void rollback() {
        if (!begun) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("rollback");
        } catch (SQLException e) {
            log.debug("The batch could not be rolled back; the server does it when the session ends", e);
        }
    }

    private String opening(String lock) {
        if (begun) {
            return "";
        }
        begun = true;
        // DEFERRABLE changes nothing here, and tells this transaction from one that somebody else began.
        return "begin deferrable;" + lock;
    }

    private void leaveOut(BatchKey key, String part, Batch.FailedKey failed) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(tables.insertFailed())) {
            int i = BatchTables.bind(insert, 1, key);
            insert.setString(i++, part);
            insert.setString(i++, failed.key());
            insert.setString(i++, failed.error());
            insert.setBoolean(i, failed.isLeftOut());
            insert.executeUpdate();
        }
    }

    /** The last rows among the results are the checkpoint's. */
    private static boolean paused(PreparedStatement statement, boolean firstIsRows) throws SQLException {
        boolean paused = false;
        boolean isRows = firstIsRows;
        while (isRows || statement.getUpdateCount() != -1) {
            if (isRows) {
                try (ResultSet row = statement.getResultSet()) {
                    if (row.getMetaData().getColumnLabel(1).equals("is_paused") && row.next()) {
                        paused = row.getBoolean(1);
                    }
                }
            }
            isRows = statement.getMoreResults();
        }
        return paused;
    }
}
