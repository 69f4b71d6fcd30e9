package io.upshift.postgres;

import io.upshift.StatementListener;
import io.upshift.StatementTrace;
import io.upshift.postgres.sql.SqlStatement;
import io.upshift.postgres.sql.StatementKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Looks at the relations before and after each statement, in the session that executes it.
 *
 * <p>Inside the transaction the session itself still holds every lock that the statement took, so none is missed. What
 * runs outside one is watched from another connection.
 */
final class StatementProbe implements StatementListener {
    private final PostgresTarget target;
    private final Connection connection;
    private final StatementListener listener;
    private final Consumer<StatementTrace> traces;
    private @Nullable Relations before;
    private @Nullable OnlineWatch watch;

    StatementProbe(
            PostgresTarget target, Connection connection, StatementListener listener, Consumer<StatementTrace> traces) {
        this.target = target;
        this.connection = connection;
        this.listener = listener;
        this.traces = traces;
    }

    /** A statement is about to be sent. */
    void begins(String sql) {
        try {
            close(watch);
            Relations.handIn(connection);
            before = Relations.read(connection);
            watch = isOnline(sql) ? watch(before) : null;
        } catch (SQLException e) {
            throw untold(e);
        }
    }

    @Override
    public void executed(String statement, Duration took) {
        Relations then = before;
        before = null;
        traces.accept(then == null ? StatementTrace.none(statement, took) : trace(statement, then, took));
        listener.executed(statement, took);
    }

    @Override
    public void progressed(long done, long total, String note) {
        listener.progressed(done, total, note);
    }

    @Override
    public void blocked(int attempt, List<String> by) {
        listener.blocked(attempt, by);
    }

    private StatementTrace trace(String statement, Relations then, Duration took) {
        try {
            Map<Long, LockMode> seen = watch == null ? Map.of() : watch.locks();
            close(watch);
            watch = null;
            return then.traceOf(statement, Relations.read(connection).locked(seen), took);
        } catch (SQLException e) {
            throw untold(e);
        }
    }

    private OnlineWatch watch(Relations relations) throws SQLException {
        List<String> tables = relations.tables();
        int pid = connection.unwrap(PGConnection.class).getBackendPID();
        return new OnlineWatch(target.another(), pid, tables);
    }

    private static boolean isOnline(String sql) {
        return SqlStatement.firstUnfit(sql)
                .filter(statement -> statement.kind() == StatementKind.NON_TRANSACTIONAL)
                .isPresent();
    }

    private static void close(@Nullable OnlineWatch watch) throws SQLException {
        if (watch != null) {
            watch.close();
        }
    }

    private static RuntimeException untold(SQLException e) {
        return SqlErrors.run("What a statement did could not be looked at", e);
    }
}
