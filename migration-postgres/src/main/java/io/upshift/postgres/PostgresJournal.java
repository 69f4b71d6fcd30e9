package io.upshift.postgres;

import io.upshift.Action;
import io.upshift.Entry;
import io.upshift.Journal;
import io.upshift.StatementListener;
import io.upshift.StepException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes and their entries, committed together on the connection that holds the run lock. */
final class PostgresJournal implements Journal<PostgresSession> {
    private static final Logger log = LoggerFactory.getLogger(PostgresTarget.class);

    private final PostgresTarget target;
    private final Connection connection;
    private final ConnectionSettings settings;
    private final RunLock lock;
    private final StatementListener statements;
    private final LockWatch watch;
    private final LockRetry retry;
    private final CommitOutcome outcome;
    private RunLock.Held held;

    PostgresJournal(
            PostgresTarget target,
            Connection connection,
            ConnectionSettings settings,
            RunLock lock,
            RunLock.Held held,
            StatementListener statements,
            LockWatch watch) {
        this.target = target;
        this.connection = connection;
        this.settings = settings;
        this.lock = lock;
        this.held = held;
        this.statements = statements;
        this.watch = watch;
        this.retry = new LockRetry(target.budgets(), statements);
        this.outcome = new CommitOutcome(target, lock, settings.pid());
    }

    @Override
    public void commit(List<Work<PostgresSession>> work) throws Exception {
        refuseLost();
        retry.run(attempt -> once(work, attempt));
    }

    @Override
    public void online(Action<PostgresSession> action) throws Exception {
        refuseLost();
        retry.run(attempt -> onlineOnce(action, attempt));
    }

    private void onlineOnce(Action<PostgresSession> action, int attempt) throws Exception {
        WatchedTry watched = watch.begin(target.budgets().ofBuild(), true, attempt > 1);
        StatementLog log = new StatementLog(statements, watched);
        try {
            new OnlineStep(connection, settings, target.budgets(), log).run(action);
        } catch (Exception e) {
            closeIfLost(e);
            throw onlineTold(e, told(e, log.place(), watched), attempt);
        } finally {
            watched.ends();
        }
    }

    /** Its lock limit is all the time that it has; only a lost deadlock is worth another try. */
    private Exception onlineTold(Exception e, Exception told, int attempt) {
        SQLException sql = SqlErrors.find(e);
        if (!(told instanceof LockRetry.Contention contention) || sql == null || SqlErrors.isDeadlock(sql)) {
            return told;
        }
        statements.blocked(attempt, contention.blockers());
        return contention.told("");
    }

    @Override
    public void release(@Nullable String fingerprint) {
        String sql = "update " + target.table().lock()
                + " set fingerprint = ? where service = ? and epoch = ? and run_id = ?; select pg_advisory_unlock(?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, fingerprint);
            statement.setString(2, lock.service().name());
            statement.setLong(3, held.epoch());
            statement.setString(4, held.runId());
            statement.setLong(5, lock.key());
            statement.execute();
        } catch (SQLException e) {
            log.debug("The run lock could not be given back; the server does it when the session ends", e);
        }
    }

    private void once(List<Work<PostgresSession>> work, int attempt) throws Exception {
        WatchedTry watched = watch.begin(target.budgets().ofDdl(), false, attempt > 1);
        StatementLog log = new StatementLog(statements, watched);
        StepTransaction transaction = new StepTransaction(connection, target.table(), lock, settings, outcome, log);
        try {
            List<Entry> entries = new ArrayList<>();
            Entry last = null;
            for (Work<PostgresSession> one : work) {
                last = carryOut(one, transaction, last);
                entries.add(last);
            }
            transaction.commit(entries);
            if (last != null) {
                held = new RunLock.Held(held.runId(), held.epoch(), last.position(), last.hash());
            }
        } catch (Exception e) {
            transaction.rollback();
            closeIfLost(e);
            throw told(e, log.place(), watched);
        } finally {
            watched.ends();
        }
    }

    private Entry carryOut(Work<PostgresSession> work, StepTransaction transaction, @Nullable Entry previous)
            throws Exception {
        Instant started = now();
        Action<PostgresSession> change = work.change();
        if (change != null) {
            change.run(transaction.session());
        }
        return Entry.sealed(
                (previous == null ? held.length() : previous.position()) + 1,
                work.entry(),
                held.epoch(),
                held.runId(),
                started,
                now(),
                transaction.takeDigest(),
                previous == null ? held.hash() : previous.hash());
    }

    private void closeIfLost(Exception e) {
        SQLException sql = SqlErrors.find(e);
        if (sql == null || !SqlErrors.isConnectionLost(sql)) {
            return;
        }
        try {
            if (!connection.isValid(1)) {
                connection.close();
            }
        } catch (SQLException unclosed) {
            log.debug("The lost connection could not be closed", unclosed);
        }
    }

    /** After a commit that was read back over another connection, the lock is gone with this one. */
    private void refuseLost() throws SQLException, StepException {
        if (connection.isClosed()) {
            throw new StepException(
                    "the connection was lost, and the run lock with it", "run again: what was committed stays applied");
        }
    }

    /** A microsecond is what the store keeps, and the hash is made over what it keeps. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static Exception told(Exception e, String place, WatchedTry watched) {
        SQLException sql = SqlErrors.find(e);
        if (sql == null) {
            return e;
        }
        StepException told = SqlErrors.step(sql, e instanceof PlacedError placed ? placed.place() : place);
        boolean isKept = watched.isCancelled() && SqlErrors.state(sql).equals("57014");
        return SqlErrors.isContention(sql) || isKept ? new LockRetry.Contention(told, sql, watched) : told;
    }
}
