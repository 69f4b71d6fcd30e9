package io.upshift.postgres;

import io.upshift.Entry;
import io.upshift.StepException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transaction of one transactional step, in as few round trips as it can be.
 *
 * <p>BEGIN travels in front of the step's first statement; restoring the session, the fenced entry and COMMIT travel
 * together at the end. Whoever ended the transaction in between is found out there, because the transaction is no longer
 * the one that was begun DEFERRABLE; so is whoever lost the lock to another run, because the epoch is no longer the one
 * that was taken. Then the epoch to record comes out null, and nothing is committed.
 */
final class StepTransaction {
    private static final Logger log = LoggerFactory.getLogger(PostgresTarget.class);

    /** The columns that come out null when the fence is down. */
    private static final Set<String> FENCED = Set.of("epoch", "head_hash");

    private final Connection connection;
    private final HistoryTable table;
    private final RunLock lock;
    private final ConnectionSettings settings;
    private final CommitOutcome outcome;
    private final StatementLog statements;
    private final PostgresSession session;
    private boolean begun;

    StepTransaction(
            Connection connection,
            HistoryTable table,
            RunLock lock,
            ConnectionSettings settings,
            CommitOutcome outcome,
            StatementLog statements) {
        this.connection = connection;
        this.table = table;
        this.lock = lock;
        this.settings = settings;
        this.outcome = outcome;
        this.statements = statements;
        this.session = new PostgresSession(connection, statements, this::opening, true);
    }

    PostgresSession session() {
        return session;
    }

    String takeDigest() {
        return statements.takeDigest();
    }

    /** What has to be sent before the first statement; empty afterwards. */
    private String opening() {
        if (begun) {
            return "";
        }
        begun = true;
        // DEFERRABLE changes nothing but for serializable read-only transactions, and marks this one at no cost.
        // No blank at the end: it would shift where the server finds an error in the statement behind it.
        return "begin deferrable;";
    }

    private void begin() throws SQLException {
        String opening = opening();
        if (!opening.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(opening);
            }
        }
    }

    /** When the connection is lost in mid-commit, the outcome is read back over another one. */
    void commit(List<Entry> entries) throws SQLException, StepException {
        Entry last = entries.get(entries.size() - 1);
        try {
            if (entries.size() > 1) {
                insertAhead(entries.subList(0, entries.size() - 1));
            }
            insertAndCommit(last);
        } catch (SQLException e) {
            if (isFence(e)) {
                throw escaped();
            }
            throw e;
        }
    }

    private void insertAhead(List<Entry> entries) throws SQLException {
        begin();
        try (PreparedStatement statement = connection.prepareStatement(table.insert())) {
            for (Entry entry : entries) {
                table.bind(statement, 1, entry);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void insertAndCommit(Entry last) throws SQLException, StepException {
        String sql = opening() + settings.set() + "; " + table.insert() + "; update " + table.lock()
                + " set head_length = ?, head_hash = case when session_user = ? and " + RunLock.isFree()
                + " then ? end where service = ?; commit";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int i = settings.bindWanted(statement, 1);
            i = table.bind(statement, i, last);
            statement.setLong(i++, last.position());
            statement.setString(i++, settings.user());
            statement.setLong(i++, lock.key());
            statement.setString(i++, last.hash());
            statement.setString(i, last.draft().service());
            send(statement, last);
        }
    }

    private void send(PreparedStatement statement, Entry last) throws SQLException, StepException {
        try {
            statement.execute();
        } catch (SQLException e) {
            if (!SqlErrors.isConnectionLost(e)) {
                throw e;
            }
            begun = false;
            outcome.settle(connection, last);
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
            log.debug("The step could not be rolled back; the server does it when the session ends", e);
        }
    }

    /** NOT NULL on the epoch or on the head's hash is how the server says that the fence is down. */
    private static boolean isFence(SQLException e) {
        return SqlErrors.state(e).equals("23502") && FENCED.contains(SqlErrors.column(e));
    }

    private static StepException escaped() {
        return new StepException(
                "the step ended its own transaction, changed the session's user, or gave the run lock away, or another"
                        + " run has taken over; or a pooler between here and the server hands out connections by"
                        + " transaction",
                "take COMMIT, ROLLBACK, DISCARD and advisory unlocks out of the migration, and connect directly");
    }
}
