package io.upshift.postgres;

import io.upshift.Action;
import io.upshift.Batch;
import io.upshift.BatchConnection;
import io.upshift.BatchFailure;
import io.upshift.BatchKey;
import io.upshift.Checkpoint;
import io.upshift.Service;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's connection: it keeps the range that it claimed from batch to batch, so that a batch needs no round trip
 * for its claim, and gives it up after any failure.
 */
final class PostgresBatchConnection implements BatchConnection<PostgresSession> {
    private static final Logger log = LoggerFactory.getLogger(PostgresTarget.class);

    private final BatchTables tables;
    private final Connection connection;
    private final boolean autoCommitBefore;
    private final ConnectionSettings settings;
    private final LockBudgets budgets;
    private @Nullable Claim claim;

    /**
     * A range of this worker's own.
     *
     * @param turn how often it has moved, or changed hands
     */
    record Claim(int number, Batch.Range range, @Nullable String cursor, long turn) {}

    PostgresBatchConnection(PostgresTarget target, Service service, Connection connection) throws SQLException {
        this.tables = target.batchTables();
        this.connection = connection;
        this.budgets = target.budgets();
        this.autoCommitBefore = connection.getAutoCommit();
        if (!autoCommitBefore) {
            connection.setAutoCommit(true);
        }
        this.settings =
                ConnectionSettings.ofBatches(target.schema(), budgets, "upshift " + service.name() + " batches");
        settings.apply(connection);
        if (settings.isStandby()) {
            connection.close();
            throw new SQLException("this server is a standby: connect to the primary", "25006");
        }
    }

    @Override
    public Optional<Checkpoint> read(BatchKey key) throws SQLException {
        return CheckpointRow.read(connection, tables, key);
    }

    @Override
    public Turn turn(BatchKey key, Work<PostgresSession> work) throws BatchFailure {
        BatchTransaction transaction = new BatchTransaction(connection, tables, settings, budgets);
        try {
            Claim mine = claim == null ? claim(key) : claim;
            if (mine == null) {
                return whyNone(key);
            }
            claim = null;
            Batch.Done done = work.run(transaction.session(key), mine.range(), mine.cursor());
            boolean paused = transaction.commit(key, mine, done);
            if (!paused && !done.isLast()) {
                claim = new Claim(mine.number(), mine.range(), done.cursor(), mine.turn() + 1);
            }
            return Turn.MOVED;
        } catch (Exception e) {
            transaction.rollback();
            throw BatchErrors.told(e, transaction.place());
        }
    }

    @Override
    public void run(Action<PostgresSession> action) throws BatchFailure {
        BatchTransaction transaction = new BatchTransaction(connection, tables, settings, budgets);
        try {
            PostgresSession session = transaction.session();
            session.sql(
                    "select set_config('statement_timeout', ?, true)",
                    budgets.statementTimeout().toMillis() + "ms");
            action.run(session);
            transaction.commit();
        } catch (Exception e) {
            transaction.rollback();
            throw BatchErrors.told(e, transaction.place());
        }
    }

    @Override
    public void close() {
        try (connection) {
            try (PreparedStatement reset = connection.prepareStatement(settings.set())) {
                settings.bindBefore(reset, 1);
                reset.execute();
            }
            if (!autoCommitBefore) {
                connection.setAutoCommit(false);
            }
        } catch (SQLException e) {
            log.debug("The connection could not be put back as it was", e);
        }
    }

    private @Nullable Claim claim(BatchKey key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.claim())) {
            int i = BatchTables.bind(statement, 1, key);
            statement.setString(i++, HistoryTable.word(key.direction()));
            BatchTables.bind(statement, i, key);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                Batch.Range range = new Batch.Range(row.getString(2), row.getString(3), row.getString(4));
                return new Claim(row.getInt(1), range, row.getString(5), row.getLong(6));
            }
        }
    }

    private Turn whyNone(BatchKey key) throws SQLException, BatchFailure {
        try (PreparedStatement statement = connection.prepareStatement(tables.whyNone())) {
            int i = BatchTables.bind(statement, 1, key);
            statement.setString(i, HistoryTable.word(key.direction()));
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw BatchErrors.gone();
                }
                boolean isPaused = row.getBoolean(1);
                boolean isLeft = row.getBoolean(2);
                return isLeft ? (isPaused ? Turn.PAUSED : Turn.OCCUPIED) : Turn.COMPLETE;
            }
        }
    }
}
