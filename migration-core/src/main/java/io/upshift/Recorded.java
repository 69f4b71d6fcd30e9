package io.upshift;

import java.util.BitSet;

/** What the history says of one migration. Immutable. */
final class Recorded {
    private final Entry last;
    private final BitSet done;
    private final boolean cutOff;

    private Recorded(Entry last, BitSet done, boolean cutOff) {
        this.last = last;
        this.done = done;
        this.cutOff = cutOff;
    }

    static Recorded first(Entry entry) {
        return new Recorded(entry, new BitSet(), false).then(entry);
    }

    Recorded then(Entry entry) {
        Entry.Draft draft = entry.draft();
        BitSet next = (BitSet) done.clone();
        switch (draft.state()) {
            case APPLIED -> next.set(draft.step());
            case BASELINE -> next.set(0, draft.steps());
            case REVERTED -> {
                // A migration taken back by its stored script goes in one step, however many it came in.
                if (draft.steps() == 1) {
                    next.clear();
                } else {
                    next.clear(draft.step());
                }
            }
            case PENDING, RUNNING, FAILED, DEFERRED, UNKNOWN -> {}
        }
        return new Recorded(entry, next, draft.state() == State.RUNNING);
    }

    MigrationId id() {
        return last.id();
    }

    Entry last() {
        return last;
    }

    boolean isApplied() {
        return done.cardinality() >= last.draft().steps();
    }

    /** Some steps are done and others are not: a run was stopped in the middle. */
    boolean isPartlyDone() {
        return !isApplied() && (!done.isEmpty() || cutOff);
    }

    boolean isDone(int step) {
        return done.get(step);
    }

    /** The last thing written of this step is an intent: whether it happened, only the store knows. */
    boolean isCutOff(int step) {
        return cutOff && last.draft().step() == step;
    }

    State state() {
        if (isApplied()) {
            return last.draft().state() == State.BASELINE ? State.BASELINE : State.APPLIED;
        }
        return last.draft().state() == State.APPLIED
                ? State.RUNNING
                : last.draft().state();
    }

    boolean isBaseline() {
        return state() == State.BASELINE;
    }

    String checksum() {
        return last.draft().checksum();
    }
}
