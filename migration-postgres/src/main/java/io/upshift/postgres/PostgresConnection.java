package io.upshift.postgres;

import io.upshift.Action;
import io.upshift.Entry;
import io.upshift.History;
import io.upshift.Journal;
import io.upshift.MigrationException;
import io.upshift.Service;
import io.upshift.StatementListener;
import io.upshift.TargetConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run's connection: reads the history without setting anything, and prepares itself only to lock. */
final class PostgresConnection implements TargetConnection<PostgresSession> {
    private static final Logger log = LoggerFactory.getLogger(PostgresTarget.class);

    /** A look takes no strong locks, so whatever it waits for, others wait for as well. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final PostgresTarget target;
    private final Service service;
    private final Connection connection;
    private final boolean autoCommitBefore;
    private final ConnectionSettings settings;
    private final RunLock lock;
    private @Nullable LockWatch watch;

    PostgresConnection(PostgresTarget target, Service service, Connection connection) throws SQLException {
        this.target = target;
        this.service = service;
        this.connection = connection;
        this.autoCommitBefore = connection.getAutoCommit();
        if (!autoCommitBefore) {
            connection.setAutoCommit(true);
        }
        this.settings = new ConnectionSettings(target.schema(), target.budgets(), "upshift " + service.name());
        this.lock = new RunLock(connection, target.table(), service);
    }

    @Override
    public History history(String fingerprint) {
        try (PreparedStatement statement =
                connection.prepareStatement(target.table().select())) {
            statement.setString(1, fingerprint);
            statement.setString(2, service.name());
            try (ResultSet rows = statement.executeQuery()) {
                return fold(rows);
            }
        } catch (SQLException e) {
            if (SqlErrors.isMissingTable(e)) {
                return History.empty();
            }
            if (SqlErrors.state(e).equals("42703")) {
                throw MigrationException.refused(
                        "The table " + target.table() + " is no history of this library",
                        "it has other columns",
                        "set another historyTable, or import that history");
            }
            throw SqlErrors.run("The history " + target.table() + " can't be read", e);
        }
    }

    @Override
    public boolean isCurrent(String fingerprint) {
        try (PreparedStatement statement =
                connection.prepareStatement(target.table().isCurrent())) {
            statement.setString(1, fingerprint);
            statement.setString(2, service.name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException e) {
            if (SqlErrors.isMissingTable(e)) {
                return false;
            }
            throw SqlErrors.run("The lock row in " + target.table().lock() + " can't be read", e);
        }
    }

    @Override
    public boolean look(Action<PostgresSession> look) throws Exception {
        RolledBack.look(connection, target.schema()).run(LOOK, look);
        return true;
    }

    @Override
    public Optional<Journal<PostgresSession>> tryLock(String runId, StatementListener statements) {
        try {
            if (!settings.isApplied()) {
                prepare();
            }
            if (!lock.tryLock()) {
                return Optional.empty();
            }
            RunLock.Held held = lock.takeEpoch(runId, settings);
            LockWatch begun = new LockWatch(target, connection, settings.pid(), statements);
            watch = begun;
            return Optional.of(new PostgresJournal(target, connection, settings, lock, held, statements, begun));
        } catch (SQLException e) {
            throw SqlErrors.run(
                    "The run lock of " + service.name() + " in "
                            + target.table().lock() + " can't be taken",
                    e);
        }
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        try (connection) {
            if (settings.isApplied()) {
                try (PreparedStatement reset = connection.prepareStatement(settings.set())) {
                    settings.bindBefore(reset, 1);
                    reset.execute();
                }
            }
            if (!autoCommitBefore) {
                connection.setAutoCommit(false);
            }
        } catch (SQLException e) {
            log.debug("The connection could not be put back as it was", e);
        }
    }

    private History fold(ResultSet rows) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        History.Head head = null;
        while (rows.next()) {
            if (head == null) {
                head = new History.Head(rows.getLong(1), rows.getString(2));
            }
            Entry entry = target.table().read(rows);
            if (entry != null) {
                entries.add(entry);
            }
        }
        if (head == null) {
            return History.empty();
        }
        return entries.isEmpty() && head.length() > 0 ? History.current() : History.of(entries, head);
    }

    private void prepare() throws SQLException {
        if (!settings.apply(connection, Pooler.toldPid(connection))) {
            refuseSharedSessions();
            settings.apply(connection);
        }
        refuseStandby();
    }

    /** Looks only where something stands between here and the server, and before anything is set or changed. */
    private void refuseSharedSessions() throws SQLException {
        if (Pooler.sharesSessions(target, connection)) {
            settings.forget();
            throw MigrationException.refused(
                    "The database of " + service.name() + " can't be migrated over this connection · "
                            + target.describe(),
                    "a pooler between here and the server hands out sessions by transaction, so neither the run lock nor"
                            + " the time limits would hold",
                    "connect to the server directly, or to a pool by session (PgBouncer: pool_mode = session)");
        }
    }

    private void refuseStandby() {
        if (settings.isStandby()) {
            throw MigrationException.refused(
                    "The database of " + service.name() + " can't be migrated",
                    "this server is a standby",
                    "connect to the primary");
        }
    }
}
