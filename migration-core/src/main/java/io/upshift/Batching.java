package io.upshift;

import io.upshift.Journal.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The batched steps of one run: opened with the run lock held, worked on without it, ended with it again.
 *
 * <p>Used by the run's thread.
 */
final class Batching<S> {
    private final Wiring<S> wiring;
    private final Map<BatchKey, Open<S>> open = new LinkedHashMap<>();

    private static final class Open<S> {
        private final Planned<S> migration;
        private final int step;
        private final long begun = System.nanoTime();
        private boolean isEnded;
        private @Nullable StepException problem;

        Open(Planned<S> migration, int step) {
            this.migration = migration;
            this.step = step;
        }
    }

    Batching(Wiring<S> wiring) {
        this.wiring = wiring;
    }

    /**
     * Takes up a step: opens it together with its intent, or joins what an earlier run or another instance has opened.
     *
     * @return when it was taken up, once its work is done; empty until then
     * @throws StepException what the work ended with
     */
    OptionalLong take(Planned<S> migration, int number, Journal<S> journal) throws Exception {
        BatchKey key = key(migration, number);
        Open<S> known = open.get(key);
        if (known == null) {
            open(key, migration, number, journal);
            open.put(key, new Open<>(migration, number));
            return OptionalLong.empty();
        }
        if (!known.isEnded) {
            return OptionalLong.empty();
        }
        open.remove(key);
        if (known.problem != null) {
            throw known.problem;
        }
        return OptionalLong.of(known.begun);
    }

    boolean isNew(Planned<S> migration, int number) {
        return !open.containsKey(key(migration, number));
    }

    /** Whether no batches are left to do. */
    boolean isIdle() {
        return open.values().stream().allMatch(step -> step.isEnded);
    }

    /** What is open now, in words. */
    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        for (Open<S> step : open.values()) {
            if (!step.isEnded) {
                reasons.add(
                        step.migration.item().id() + " works in batches, which are left to other runs (see status)");
            }
        }
        return reasons;
    }

    /** Does the batches of every open step, one step after the other. */
    void work(Events events) {
        for (Map.Entry<BatchKey, Open<S>> entry : open.entrySet()) {
            Open<S> step = entry.getValue();
            if (!step.isEnded) {
                work(entry.getKey(), step, events);
            }
        }
    }

    private void work(BatchKey key, Open<S> step, Events events) {
        try {
            Batches<S> work = Objects.requireNonNull(work(step.migration, step.step));
            new BatchRun<>(wiring, events, key, step.migration.info(step.step), work).run();
        } catch (StepException e) {
            step.problem = e;
        }
        step.isEnded = true;
    }

    private void open(BatchKey key, Planned<S> migration, int number, Journal<S> journal) throws Exception {
        Batches<S> work = work(migration, number);
        Step<S> step = migration.steps().get(number);
        if (work == null) {
            throw new StepException("the step " + step.name() + " has no way back", "restore a backup instead");
        }
        Optional<Checkpoint> before = migration.before() == null ? Optional.empty() : read(key);
        boolean isBegun = migration.isCutOff(number) || key.direction() == Direction.DOWN;
        if (isBegun && before.isPresent() && before.get().direction() == key.direction()) {
            return;
        }
        if (isBegun && before.isPresent() && key.direction() == Direction.UP) {
            throw new StepException("its revert was cut off", "finish the revert first, and migrate then");
        }
        BatchStore<S> store = wiring.target().batches();
        journal.commit(List.of(new Work<>(migration.entry(number, step, State.RUNNING, null), session -> {
            Map<String, String> measured = new BatchValidations<>(work.validations()).before(session);
            store.open(session, key, opening(session, key, work, before.orElse(null)), measured);
        })));
    }

    /** What was done in part is taken back as far as it was done; what was done completely, as far as it goes now. */
    private static <S> Batches.Opening opening(S session, BatchKey key, Batches<S> work, @Nullable Checkpoint before)
            throws Exception {
        Batches.Opening whole = work.open(session);
        if (key.direction() == Direction.UP || before == null || before.isComplete()) {
            return whole;
        }
        return new Batches.Opening(before.done(), before.passed(), whole.barrier());
    }

    private Optional<Checkpoint> read(BatchKey key) throws Exception {
        try (BatchConnection<S> connection = wiring.target().batches().connect(wiring.service())) {
            return connection.read(key);
        }
    }

    private BatchKey key(Planned<S> migration, int number) {
        return new BatchKey(wiring.service().name(), migration.item().id(), number, migration.direction());
    }

    private static <S> @Nullable Batches<S> work(Planned<S> migration, int number) {
        Step.Batched<S> step = (Step.Batched<S>) migration.steps().get(number);
        return migration.direction() == Direction.UP ? step.up() : step.down();
    }
}
