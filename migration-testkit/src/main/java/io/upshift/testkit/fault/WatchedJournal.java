package io.upshift.testkit.fault;

import io.upshift.Action;
import io.upshift.Journal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes failpoints before and after each call, and between a change and its entry. */
record WatchedJournal<S>(Journal<S> journal, Failpoints failpoints) implements Journal<S> {

    @Override
    public void commit(List<Work<S>> work) throws Exception {
        failpoints.pass("before a commit");
        journal.commit(work.stream().map(this::watched).toList());
        failpoints.pass("after a commit");
    }

    private Work<S> watched(Work<S> work) {
        Action<S> change = work.change();
        return change == null
                ? work
                : new Work<>(work.entry(), session -> {
                    change.run(session);
                    failpoints.pass("between a change and its entry");
                });
    }

    @Override
    public void online(Action<S> action) throws Exception {
        failpoints.pass("before an online step");
        journal.online(action);
        failpoints.pass("after an online step");
    }

    @Override
    public void release(@Nullable String fingerprint) {
        failpoints.pass("before releasing the run lock");
        journal.release(fingerprint);
        failpoints.pass("after releasing the run lock");
    }
}
