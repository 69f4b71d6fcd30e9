package io.upshift.testkit.fault;

import io.upshift.StatementListener;
import java.time.Duration;
import java.util.List;

/** Passes a failpoint after each statement. */
record WatchedStatements(StatementListener listener, Failpoints failpoints) implements StatementListener {

    @Override
    public void executed(String statement, Duration took) {
        listener.executed(statement, took);
        failpoints.pass("after a statement of a migration");
    }

    @Override
    public void progressed(long done, long total, String note) {
        listener.progressed(done, total, note);
    }

    @Override
    public void blocked(int attempt, List<String> by) {
        listener.blocked(attempt, by);
    }
}
