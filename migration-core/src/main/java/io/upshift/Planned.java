package io.upshift;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A migration that a run will bring or take back, with everything that the run needs of it.
 *
 * @param gates what has to be open before it begins
 * @param before what the history says of it; null when nothing
 */
record Planned<S>(
        Plan.Item item,
        Direction direction,
        List<Step<S>> steps,
        List<Gate<S>> gates,
        Entry.Draft draft,
        @Nullable Recorded before) {

    /** The positions of the steps that are left to do, in the order in which to do them. */
    List<Integer> left() {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            boolean done = before != null && before.isDone(i);
            if (direction == Direction.UP) {
                boolean again = item.kind() == Kind.REPEATABLE;
                if (!done || again) {
                    left.add(i);
                }
            } else if (before != null && before.isThere(i)) {
                left.add(0, i);
            }
        }
        return left;
    }

    /** The same with another step in one place. */
    Planned<S> with(int number, Step<S> step) {
        List<Step<S>> others = new ArrayList<>(steps);
        others.set(number, step);
        return new Planned<>(item, direction, List.copyOf(others), gates, draft, before);
    }

    /** An earlier run has recorded that it waits. */
    boolean isDeferred() {
        return before != null && before.state() == State.DEFERRED;
    }

    /** Its batches are begun, by an earlier run or another instance. */
    boolean isInBatches() {
        return before != null && before.isInBatches();
    }

    boolean isCutOff(int step) {
        return before != null && before.isCutOff(step);
    }

    /** What has to be open before one of its steps. */
    List<Gate<S>> gates(int step) {
        List<Integer> left = left();
        boolean isBeginning = !item.isResumed() && !left.isEmpty() && left.get(0) == step;
        List<Gate<S>> asked = new ArrayList<>(isBeginning ? gates : List.of());
        asked.addAll(steps.get(step).gates());
        return asked;
    }

    /** What has to be open before it can go on. */
    List<Gate<S>> nextGates() {
        List<Integer> left = left();
        return direction == Direction.DOWN || left.isEmpty() ? List.of() : gates(left.get(0));
    }

    RunEvent.StepInfo info(int step) {
        return new RunEvent.StepInfo(
                item.id(),
                item.description(),
                direction,
                draft.kind(),
                steps.get(step).name(),
                step,
                steps.size());
    }

    /** The entry of one of its steps. */
    Entry.Draft entry(int step, Step<S> which, State state, @Nullable String error) {
        Kind kind = item.kind() == Kind.REPEATABLE
                ? Kind.REPEATABLE
                : which instanceof Step.Online
                        ? Kind.ONLINE
                        : which instanceof Step.Batched ? Kind.BATCHED : Kind.TRANSACTIONAL;
        return draft.of(kind, direction, step, steps.size(), state, error);
    }
}
