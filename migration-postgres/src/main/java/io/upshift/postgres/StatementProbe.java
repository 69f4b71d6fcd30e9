package io.upshift.postgres;

import io.upshift.StatementListener;
import io.upshift.StatementTrace;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the relations before and after each statement, in the session that executes it.
 *
 * <p>Inside the transaction the session itself still holds every lock that the statement took, so none is missed.
 */
final class StatementProbe implements StatementListener {
    private final Connection connection;
    private final StatementListener listener;
    private final Consumer<StatementTrace> traces;
    private @Nullable Relations before;

    StatementProbe(Connection connection, StatementListener listener, Consumer<StatementTrace> traces) {
        this.connection = connection;
        this.listener = listener;
        this.traces = traces;
    }

    /** A statement is about to be sent. */
    void begins() {
        before = look();
    }

    @Override
    public void executed(String statement, Duration took) {
        Relations then = before;
        before = null;
        traces.accept(
                then == null ? StatementTrace.none(statement, took) : then.traceOf(statement, look(), took));
        listener.executed(statement, took);
    }

    private Relations look() {
        try {
            return Relations.read(connection);
        } catch (SQLException e) {
            throw SqlErrors.run("What a statement did could not be looked at", e);
        }
    }
}
