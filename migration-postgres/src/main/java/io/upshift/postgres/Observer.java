package io.upshift.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Looks at the run's session from a connection of its own.
 *
 * @see <a href="https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SESSION">pg_blocking_pids</a>
 * @see <a href="https://www.postgresql.org/docs/current/progress-reporting.html#CREATE-INDEX-PROGRESS-REPORTING">progress
 *     of index builds</a>
 */
final class Observer implements AutoCloseable {
    private static final String WAITED = "select extract(epoch from clock_timestamp() - min(waitstart))::float8"
            + " from pg_catalog.pg_locks where pid = ? and not granted";

    private static final String BLOCKERS = "select b.pid, a.application_name, a.state,"
            + " extract(epoch from clock_timestamp() - a.xact_start)::float8, a.query"
            + " from (select distinct pid from unnest(pg_catalog.pg_blocking_pids(?)) pid) b"
            + " left join pg_catalog.pg_stat_activity a on a.pid = b.pid order by a.xact_start nulls last";

    private static final String BUILD =
            "select phase, case when blocks_total > 0 then blocks_done when tuples_total > 0"
                    + " then tuples_done else lockers_done end, case when blocks_total > 0 then blocks_total when tuples_total > 0"
                    + " then tuples_total else lockers_total end from pg_catalog.pg_stat_progress_create_index where pid = ?";

    private static final String CANCEL = "select pg_catalog.pg_cancel_backend(pid) from pg_catalog.pg_locks"
            + " where pid = ? and not granted limit 1";

    private final Connection connection;
    private final int pid;
    private final boolean autoCommitBefore;

    /** @param waited null when the session waits for no lock */
    record Wait(@Nullable Duration waited, Blockers blockers) {}

    /** How far an index build has come. */
    record Build(String phase, long done, long total) {}

    private Observer(Connection connection, int pid) throws SQLException {
        this.connection = connection;
        this.pid = pid;
        this.autoCommitBefore = connection.getAutoCommit();
        if (!autoCommitBefore) {
            connection.setAutoCommit(true);
        }
    }

    /** @param watched the run's connection, which some data sources hand out a second time */
    static @Nullable Observer open(PostgresTarget target, Connection watched, int pid) throws SQLException {
        Connection connection = target.another();
        boolean isTheSame = connection.isWrapperFor(PGConnection.class)
                && watched.isWrapperFor(PGConnection.class)
                && connection.unwrap(PGConnection.class) == watched.unwrap(PGConnection.class);
        return isTheSame ? null : new Observer(connection, pid);
    }

    Wait look() throws SQLException {
        Double waited = row(WAITED, row -> row.getObject(1, Double.class));
        return waited == null
                ? new Wait(null, Blockers.NONE)
                : new Wait(Duration.ofMillis((long) (waited * 1000)), blockers());
    }

    @Nullable
    Build build() throws SQLException {
        return row(BUILD, row -> new Build(row.getString(1), row.getLong(2), row.getLong(3)));
    }

    /** Ends the session's statement, if it waits for a lock. */
    void cancel() throws SQLException {
        row(CANCEL, row -> row.getBoolean(1));
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!autoCommitBefore) {
                connection.setAutoCommit(false);
            }
        }
    }

    private Blockers blockers() throws SQLException {
        List<Blocker> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(BLOCKERS)) {
            statement.setInt(1, pid);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Double age = rows.getObject(4, Double.class);
                    found.add(Blocker.of(rows.getInt(1), rows.getString(2), rows.getString(3), age, rows.getString(5)));
                }
            }
        }
        return new Blockers(found);
    }

    private <T> @Nullable T row(String sql, Read<T> read) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, pid);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? read.read(row) : null;
            }
        }
    }

    private interface Read<T> {
        @Nullable
        T read(ResultSet row) throws SQLException;
    }
}
