package io.upshift;

import io.upshift.Journal.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out planned migrations, step by step; the same for both directions. */
final class StepRunner<S> {
    private static final Logger log = LoggerFactory.getLogger(MigrationRunner.class);

    private final Journal<S> journal;
    private final Events events;
    private final String target;
    private final Batching<S> batching;

    StepRunner(Journal<S> journal, Events events, String target, Batching<S> batching) {
        this.journal = journal;
        this.events = events;
        this.target = target;
        this.batching = batching;
    }

    /**
     * Carries out what is left of a migration, up to a step with a shut gate or with batches that aren't done.
     *
     * @return whether it is done
     */
    boolean run(Planned<S> migration, Gates<S> gates) {
        long begun = System.nanoTime();
        for (int step : migration.left()) {
            if (keepsBack(gates, migration, step, begun) || !run(migration, step, begun)) {
                return false;
            }
        }
        alertIfSlow(migration, since(begun));
        return true;
    }

    private boolean keepsBack(Gates<S> gates, Planned<S> migration, int step, long begun) {
        try {
            return gates.keepsBack(migration, step, journal);
        } catch (Exception e) {
            throw failure(migration, step, begun, begun, e);
        }
    }

    /** Carries out all that is left of a migration, whatever its gates say, batches as well, with the run lock held until the end. */
    void runToEnd(Planned<S> migration) {
        long begun = System.nanoTime();
        for (int step : migration.left()) {
            while (!run(migration, step, begun)) {
                batching.work(events);
            }
        }
        alertIfSlow(migration, since(begun));
    }

    /** Records what later migrations may pass, so that it isn't taken for a gap afterwards. */
    void defer(List<Planned<S>> migrations) {
        List<Work<S>> entries = new ArrayList<>();
        for (Planned<S> migration : migrations) {
            if (!migration.isDeferred()) {
                entries.add(new Work<>(migration.entry(0, migration.steps().get(0), State.DEFERRED, null), null));
            }
        }
        if (entries.isEmpty()) {
            return;
        }
        try {
            journal.commit(entries);
        } catch (Exception e) {
            throw MigrationException.failed(
                    "What is deferred could not be recorded on " + target, "run again; nothing was changed", e);
        }
    }

    /** Several transactional migrations in one transaction: all of them, or none. */
    void runTogether(List<Planned<S>> migrations) {
        List<Work<S>> together = new ArrayList<>();
        Planned<S>[] current = holder();
        for (Planned<S> migration : migrations) {
            Step.Transactional<S> step =
                    (Step.Transactional<S>) migration.steps().get(0);
            Action<S> up = step.up();
            together.add(new Work<>(migration.entry(0, step, State.APPLIED, null), session -> {
                current[0] = migration;
                events.tell(new RunEvent.StepStarted(migration.info(0), Instant.now()));
                up.run(session);
            }));
        }
        long begun = System.nanoTime();
        try {
            journal.commit(together);
        } catch (Exception e) {
            Planned<S> failed = current[0] == null ? migrations.get(0) : current[0];
            throw failure(failed, 0, begun, begun, e);
        }
        Duration each = Duration.ofNanos((System.nanoTime() - begun) / migrations.size());
        for (Planned<S> migration : migrations) {
            events.tell(new RunEvent.StepFinished(migration.info(0), State.APPLIED, each, each, null));
        }
    }

    /**
     * @param first when the migration's first step was begun
     * @return false when it is a batched step whose batches aren't done
     */
    private boolean run(Planned<S> migration, int number, long first) {
        Step<S> step = migration.steps().get(number);
        State outcome = migration.direction() == Direction.UP ? State.APPLIED : State.REVERTED;
        boolean isBatched = step instanceof Step.Batched;
        long begun = System.nanoTime();
        if (!isBatched || batching.isNew(migration, number)) {
            events.tell(new RunEvent.StepStarted(migration.info(number), Instant.now()));
        }
        try {
            if (step instanceof Step.Transactional<S> transactional) {
                Action<S> action = migration.direction() == Direction.UP ? transactional.up() : transactional.down();
                journal.commit(List.of(new Work<>(migration.entry(number, step, outcome, null), action)));
            } else if (step instanceof Step.Online<S> online) {
                online(migration, number, online, outcome);
            } else {
                OptionalLong taken = batching.take(migration, number, journal);
                if (taken.isEmpty()) {
                    return false;
                }
                begun = taken.getAsLong();
                record(migration.entry(number, step, outcome, null));
            }
        } catch (Exception e) {
            throw failure(migration, number, begun, first, e);
        }
        events.tell(new RunEvent.StepFinished(
                migration.info(number), outcome, since(begun), since(Math.min(first, begun)), null));
        return true;
    }

    /** Intent, act, verify, outcome; after an interruption the store is asked first. */
    private void online(Planned<S> migration, int number, Step.Online<S> step, State outcome) throws Exception {
        Operation<S> operation = migration.direction() == Direction.UP ? step.up() : step.down();
        if (operation == null) {
            throw new StepException("the step " + step.name() + " has no way back", "restore a backup instead");
        }
        boolean[] done = {false};
        if (migration.isCutOff(number)) {
            journal.online(session -> done[0] = operation.isDone(session));
        } else {
            record(migration.entry(number, step, State.RUNNING, null));
        }
        if (!done[0]) {
            journal.online(operation::run);
            journal.online(session -> done[0] = operation.isDone(session));
        }
        if (!done[0]) {
            throw new StepException(
                    "the step " + step.name() + " ran, and the store doesn't show its work",
                    "look at the store, and run again: the step starts over");
        }
        record(migration.entry(number, step, outcome, null));
    }

    private void record(Entry.Draft entry) throws Exception {
        journal.commit(List.of(new Work<>(entry, null)));
    }

    private MigrationException failure(Planned<S> migration, int number, long begun, long first, Exception e) {
        Duration took = since(begun);
        Duration soFar = since(first);
        String next = e instanceof StepException known
                ? known.next()
                : "correct the migration and run again; what it had done in its transaction is rolled back";
        MigrationException failure = MigrationException.failed(
                migration.direction() == Direction.UP ? "The migration failed" : "The revert failed",
                migration.item().id(),
                target,
                next,
                e);
        String error = String.valueOf(e.getMessage());
        try {
            record(migration.entry(number, migration.steps().get(number), State.FAILED, error));
        } catch (Exception unrecorded) {
            log.debug(
                    "The failure of {} could not be recorded", migration.item().id(), unrecorded);
        }
        events.tell(new RunEvent.StepFinished(migration.info(number), State.FAILED, took, soFar, error));
        return failure;
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    private void alertIfSlow(Planned<S> migration, Duration took) {
        Duration estimated = migration.item().metadata().estimatedDuration();
        if (!estimated.isZero() && took.compareTo(estimated.multipliedBy(2)) > 0) {
            events.tell(new RunEvent.Alert(
                    migration.item().id(),
                    migration.item().id() + " took " + took.toMillis() + " ms, more than twice the estimated "
                            + estimated.toMillis() + " ms"));
        }
    }

    @SuppressWarnings("unchecked")
    private Planned<S>[] holder() {
        return (Planned<S>[]) new Planned<?>[1];
    }
}
