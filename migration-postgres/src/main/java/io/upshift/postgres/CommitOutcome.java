package io.upshift.postgres;

import io.upshift.Entry;
import io.upshift.StepException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of a commit whose answer never came, from the history itself.
 *
 * <p>Nothing can be known while the old session lives: its COMMIT may still arrive, or be in progress. It lives exactly
 * as long as it holds the run lock. One that doesn't end by itself within a few seconds is ended, since nobody listens
 * to it any more.
 */
final class CommitOutcome {
    private static final Logger log = LoggerFactory.getLogger(PostgresTarget.class);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BEFORE_ENDING = Duration.ofSeconds(3);
    private static final long SHORTEST_PAUSE_MS = 20;
    private static final long LONGEST_PAUSE_MS = 250;

    private static final String HOLDERS = " from pg_locks where locktype = 'advisory' and granted and objsubid = 1"
            + " and database = (select oid from pg_database where datname = current_database())"
            + " and (classid::bigint << 32) | objid::bigint = ? and pid = ?";

    private final PostgresTarget target;
    private final RunLock lock;
    private final int pid;

    /** @param pid of the session that was lost */
    CommitOutcome(PostgresTarget target, RunLock lock, int pid) {
        this.target = target;
        this.lock = lock;
        this.pid = pid;
    }

    /**
     * Returns when the entry, and so the step, was committed.
     *
     * @param lost closed first, so that the server notices, and a pool has room for another connection
     * @throws StepException when it was not, or when nobody could be asked
     */
    void settle(Connection lost, Entry entry) throws StepException {
        log.warn("The connection was lost while {} was being committed; reading back what became of it", entry.id());
        close(lost);
        if (!isCommitted(entry)) {
            throw new StepException(
                    "the connection was lost during the commit; the history was read back: nothing of the step was"
                            + " committed",
                    "run again");
        }
        log.info("{} was committed before the connection was lost", entry.id());
    }

    private boolean isCommitted(Entry entry) throws StepException {
        long begun = System.nanoTime();
        String why = "its session on the server has not ended";
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            boolean end = System.nanoTime() - begun > BEFORE_ENDING.toNanos();
            try (Connection connection = target.another()) {
                connection.setAutoCommit(true);
                if (isOver(connection, end)) {
                    return isRecorded(connection, entry);
                }
            } catch (SQLException e) {
                why = SqlErrors.message(e);
            }
            pause();
        }
        throw new StepException(
                "the connection was lost during the commit, and what became of it could not be read back within "
                        + PATIENCE.toSeconds() + " s: " + why,
                "run again when the server can be reached: a run begins with reading the history");
    }

    /** A standby may not have what the primary has committed, so it isn't believed. */
    private boolean isOver(Connection connection, boolean end) throws SQLException {
        String what = end ? "select count(*) filter (where pg_terminate_backend(pid))" : "select count(*)";
        try (PreparedStatement statement =
                connection.prepareStatement(what + ", bool_or(true), pg_is_in_recovery()" + HOLDERS)) {
            statement.setLong(1, lock.key());
            statement.setInt(2, pid);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return !row.getBoolean(2) && !row.getBoolean(3);
            }
        }
    }

    private boolean isRecorded(Connection connection, Entry entry) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select 1 from " + target.table() + " where service = ? and position = ? and hash = ?")) {
            statement.setString(1, entry.draft().service());
            statement.setLong(2, entry.position());
            statement.setString(3, entry.hash());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void close(Connection lost) {
        try {
            lost.close();
        } catch (SQLException e) {
            log.debug("The lost connection could not be closed", e);
        }
    }

    private static void pause() throws StepException {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepException(
                    "the connection was lost during the commit, and finding out what became of it was interrupted",
                    "run again: a run begins with reading the history");
        }
    }
}
