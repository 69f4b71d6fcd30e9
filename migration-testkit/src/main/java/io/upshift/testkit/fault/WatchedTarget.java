package io.upshift.testkit.fault;

import io.upshift.BatchStore;
import io.upshift.History;
import io.upshift.Journal;
import io.upshift.Service;
import io.upshift.StatementListener;
import io.upshift.Step;
import io.upshift.Target;
import io.upshift.TargetConnection;
import java.util.Optional;

/** A target whose calls pass failpoints. */
record WatchedTarget<S>(Target<S> target, Failpoints failpoints) implements Target<S> {

    @Override
    public TargetConnection<S> connect(Service service) {
        failpoints.pass("before connecting");
        return new Watched(target.connect(service));
    }

    @Override
    public Step<S> scripted(String origin, String script) {
        return target.scripted(origin, script);
    }

    @Override
    public BatchStore<S> batches() {
        return target.batches();
    }

    @Override
    public String describe() {
        return target.describe();
    }

    private final class Watched implements TargetConnection<S> {
        private final TargetConnection<S> connection;

        Watched(TargetConnection<S> connection) {
            this.connection = connection;
        }

        @Override
        public History history(String fingerprint) {
            failpoints.pass("before reading the history");
            return connection.history(fingerprint);
        }

        @Override
        public Optional<Journal<S>> tryLock(String runId, StatementListener statements) {
            failpoints.pass("before taking the run lock");
            Optional<Journal<S>> journal = connection.tryLock(runId, new WatchedStatements(statements, failpoints));
            failpoints.pass("after taking the run lock");
            return journal.map(held -> new WatchedJournal<>(held, failpoints));
        }

        /** As a killed process does, whose sockets the system closes. */
        @Override
        public void close() {
            connection.close();
        }
    }
}
