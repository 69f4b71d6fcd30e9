package io.upshift;

import java.util.BitSet;

/** What the history says of one migration. Immutable. */
final class Recorded {
    private final Entry last;
    private final Entry forward;
    private final Entry applied;
    private final BitSet done;
    private final BitSet touched;
    private final BitSet batched;

    /**
     * @param forward the newest entry on the way up, which knows how many steps the migration has
     * @param applied the newest entry that says applied or baseline; the forward one where there is none
     * @param done the steps whose work is there, or was before they were touched
     * @param touched the steps of which the newest intent, in either direction, has no good end recorded
     * @param batched the steps that work in batches
     */
    private Recorded(Entry last, Entry forward, Entry applied, BitSet done, BitSet touched, BitSet batched) {
        this.last = last;
        this.forward = forward;
        this.applied = applied;
        this.done = done;
        this.touched = touched;
        this.batched = batched;
    }

    static Recorded first(Entry entry) {
        return new Recorded(entry, entry, entry, new BitSet(), new BitSet(), new BitSet()).then(entry);
    }

    Recorded then(Entry entry) {
        Entry.Draft draft = entry.draft();
        BitSet nextDone = (BitSet) done.clone();
        BitSet nextTouched = (BitSet) touched.clone();
        BitSet nextBatched = (BitSet) batched.clone();
        nextBatched.set(draft.step(), draft.kind() == Kind.BATCHED);
        switch (draft.state()) {
            case APPLIED -> {
                nextDone.set(draft.step());
                nextTouched.clear(draft.step());
            }
            case BASELINE -> {
                nextDone.set(0, draft.steps());
                nextTouched.clear();
            }
            case REVERTED -> {
                // A migration taken back by its stored script goes in one step, however many it came in.
                if (draft.steps() == 1) {
                    nextDone.clear();
                    nextTouched.clear();
                } else {
                    nextDone.clear(draft.step());
                    nextTouched.clear(draft.step());
                }
            }
            case RUNNING -> nextTouched.set(draft.step());
            case PENDING, FAILED, DEFERRED, UNKNOWN -> {}
        }
        boolean isForward = draft.direction() == Direction.UP;
        boolean isApplied = draft.state() == State.APPLIED || draft.state() == State.BASELINE;
        return new Recorded(
                entry, isForward ? entry : forward, isApplied ? entry : applied, nextDone, nextTouched, nextBatched);
    }

    MigrationId id() {
        return last.id();
    }

    Entry last() {
        return last;
    }

    /** The entry that applied it; means nothing unless it is applied. */
    Entry applied() {
        return applied;
    }

    /** How many steps the migration has. */
    int steps() {
        return forward.draft().steps();
    }

    boolean isApplied() {
        return touched.isEmpty() && done.cardinality() >= steps();
    }

    /** Some steps are done and others are not: a run was stopped in the middle. */
    boolean isPartlyDone() {
        return !isApplied() && (!done.isEmpty() || isCutOff(last.draft().step()) || openBatches() >= 0);
    }

    boolean isDone(int step) {
        return done.get(step) && !touched.get(step);
    }

    /** Whether there may be something of this step to take back. */
    boolean isThere(int step) {
        return done.get(step) || isCutOff(step);
    }

    /**
     * The last thing written of this step is an intent: whether it happened, only the store knows. What was done in
     * batches stays when the step fails, so a failed one is cut off as well.
     */
    boolean isCutOff(int step) {
        boolean isLast = last.draft().state() == State.RUNNING && last.draft().step() == step;
        return isLast || (touched.get(step) && batched.get(step));
    }

    /** The step whose batches are begun and not recorded as done; -1 when there is none. */
    int openBatches() {
        BitSet open = (BitSet) batched.clone();
        open.and(touched);
        return open.nextSetBit(0);
    }

    /** It waits for the batches of one of its steps. */
    boolean isInBatches() {
        return last.draft().state() == State.RUNNING
                && last.draft().kind() == Kind.BATCHED
                && last.draft().direction() == Direction.UP;
    }

    State state() {
        if (isApplied()) {
            return applied.draft().state();
        }
        return last.draft().state() == State.APPLIED
                ? State.RUNNING
                : last.draft().state();
    }

    boolean isBaseline() {
        return state() == State.BASELINE;
    }

    /** Of what was applied last, not of what was only tried. */
    String checksum() {
        return applied.draft().checksum();
    }
}
