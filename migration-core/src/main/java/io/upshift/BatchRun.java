package io.upshift;

import java.util.ArrayList;
import java.util.List;

/**
 * The batches of one step, from its opening to its last check, without the run lock and beside other instances.
 *
 * <p>The run's own thread is the first worker; it is also the one that looks at the store's health and tells how far the
 * work is.
 */
final class BatchRun<S> {
    private static final long PAUSE_MS = 200;
    private static final int MOST_PASSES = 5;

    private final BatchStore<S> store;
    private final Wiring<S> wiring;
    private final Events events;
    private final BatchKey key;
    private final RunEvent.StepInfo step;
    private final Batches<S> work;

    BatchRun(Wiring<S> wiring, Events events, BatchKey key, RunEvent.StepInfo step, Batches<S> work) {
        this.store = wiring.target().batches();
        this.wiring = wiring;
        this.events = events;
        this.key = key;
        this.step = step;
        this.work = work;
    }

    /** Returns when every range is at its bound and the checks hold. */
    void run() throws StepException {
        BatchMeter meter = new BatchMeter(events, step);
        try {
            long changed = awaitBarrier(meter).changed();
            Checkpoint now = pass(meter);
            long last = now.changed() - changed;
            for (int again = 1; isLeft(now); again++) {
                long before = last;
                alone(connection -> connection.run(session -> store.command(session, key, BatchStore.Command.AGAIN)));
                changed = now.changed();
                now = pass(meter);
                last = now.changed() - changed;
                refuseEndless(before, last, again, now);
            }
            Checkpoint end = now;
            alone(connection -> connection.run(session -> new BatchValidations<>(work.validations())
                    .after(session, end, (name, holds) -> events.tell(new RunEvent.Checked(step, name, holds)))));
        } catch (BatchFailure e) {
            throw told(e);
        }
    }

    private Checkpoint pass(BatchMeter meter) throws StepException, BatchFailure {
        BatchCrew<S> crew = new BatchCrew<>(wiring, key, work, meter);
        int workers = wiring.settings().batchWorkers();
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < workers; i++) {
            Thread thread = new Thread(() -> new BatchWorker<>(crew, false).run(), "upshift-batches-" + i);
            thread.setDaemon(true);
            thread.start();
            others.add(thread);
        }
        new BatchWorker<>(crew, true).run();
        for (Thread thread : others) {
            join(thread);
        }
        crew.rethrow();
        Checkpoint[] checkpoint = {null};
        alone(connection -> checkpoint[0] = checkpoint(connection));
        meter.show(checkpoint[0], crew.pace().size(), "");
        return checkpoint[0];
    }

    /** A row that was left out still meets the condition. */
    private boolean isLeft(Checkpoint end) throws StepException, BatchFailure {
        boolean[] left = {false};
        if (end.failedKeys() == 0) {
            alone(connection -> connection.run(session -> left[0] = work.isLeft(session, end.done())));
        }
        return left[0];
    }

    /** Rows that turned up meanwhile are few; when a pass finds as much to do as the one before, none will ever end it. */
    private void refuseEndless(long before, long last, int again, Checkpoint now) throws StepException, BatchFailure {
        boolean isEndless = last == 0 || last * 2 >= before || again >= MOST_PASSES;
        if (isEndless && isLeft(now)) {
            throw new StepException(
                    "every range is at its bound, and the condition still holds for rows: it never becomes false, or"
                            + " somebody goes on writing rows that meet it",
                    "write a condition that a changed row doesn't meet any more, or let the service write the new form"
                            + " first; what was changed is committed");
        }
    }

    private Checkpoint awaitBarrier(BatchMeter meter) throws StepException, BatchFailure {
        while (true) {
            List<String> blockers = new ArrayList<>();
            Checkpoint[] checkpoint = {null};
            alone(connection -> {
                Checkpoint now = checkpoint(connection);
                checkpoint[0] = now;
                if (!now.barrier().isEmpty() && now.passed() == 0) {
                    connection.run(
                            session -> work.blocker(session, now.barrier()).ifPresent(blockers::add));
                }
            });
            if (blockers.isEmpty()) {
                return checkpoint[0];
            }
            if (meter.isDue()) {
                meter.show(checkpoint[0], work.size().first(), blockers.get(0));
            }
            BatchCrew.sleep(PAUSE_MS, key);
        }
    }

    private interface Use<S> {
        void with(BatchConnection<S> connection) throws StepException, BatchFailure;
    }

    /** One connection at a time beside the workers', which have theirs while they work. */
    private void alone(Use<S> use) throws StepException, BatchFailure {
        try (BatchConnection<S> connection = store.connect(wiring.service())) {
            use.with(connection);
        }
    }

    private Checkpoint checkpoint(BatchConnection<S> connection) throws StepException {
        try {
            return connection
                    .read(key)
                    .orElseThrow(() -> new StepException(
                            "its checkpoints are gone", "take the migration back with revert, and migrate again"));
        } catch (StepException e) {
            throw e;
        } catch (Exception e) {
            throw new StepException("its checkpoints can't be read: " + e.getMessage(), "run again");
        }
    }

    private void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw BatchCrew.stopped(key);
        }
    }

    static StepException told(BatchFailure e) {
        if (e.getCause() instanceof StepException known) {
            return known;
        }
        StepException told = new StepException(String.valueOf(e.getMessage()), e.next());
        told.initCause(e);
        return told;
    }
}
