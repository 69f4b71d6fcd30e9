package io.upshift.postgres;

import io.upshift.Action;
import io.upshift.BatchStore;
import io.upshift.History;
import io.upshift.Journal;
import io.upshift.Service;
import io.upshift.StatementListener;
import io.upshift.StatementTrace;
import io.upshift.Step;
import io.upshift.Target;
import io.upshift.TargetConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/** A target whose statements are looked at before and after. */
record TracedTarget(PostgresTarget target, Consumer<StatementTrace> traces) implements Target<PostgresSession> {

    @Override
    public TargetConnection<PostgresSession> connect(Service service) {
        try {
            Connection connection = target.another();
            return new Traced(new PostgresConnection(target, service, connection), connection);
        } catch (SQLException e) {
            throw SqlErrors.run("No connection to the database · " + describe(), e);
        }
    }

    @Override
    public Step<PostgresSession> scripted(String origin, String script) {
        return target.scripted(origin, script);
    }

    @Override
    public BatchStore<PostgresSession> batches() {
        return target.batches();
    }

    @Override
    public String describe() {
        return target.describe();
    }

    private final class Traced implements TargetConnection<PostgresSession> {
        private final TargetConnection<PostgresSession> traced;
        private final Connection connection;

        Traced(TargetConnection<PostgresSession> traced, Connection connection) {
            this.traced = traced;
            this.connection = connection;
        }

        @Override
        public History history(String fingerprint) {
            return traced.history(fingerprint);
        }

        @Override
        public boolean look(Action<PostgresSession> look) throws Exception {
            return traced.look(look);
        }

        @Override
        public Optional<Journal<PostgresSession>> tryLock(String runId, StatementListener statements) {
            return traced.tryLock(runId, new StatementProbe(target, connection, statements, traces));
        }

        @Override
        public void close() {
            traced.close();
        }
    }
}
