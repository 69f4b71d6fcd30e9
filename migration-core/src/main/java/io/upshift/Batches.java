package io.upshift;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Work on many rows, a batch at a time: what a batched step does in one direction.
 *
 * <p>Used by several threads and processes at once, each on a range of its own; implementations hold no state. A batch
 * may be tried again, each time on a store where the earlier try has left nothing.
 *
 * @param <S> the session of the target
 */
@FunctionalInterface
public interface Batches<S> {
    /**
     * How the work was cut, written down before the first batch and never changed afterwards.
     *
     * @param ranges worked on independently; none when there is nothing to do
     * @param total about how many rows there are; 0 when unknown
     * @param barrier what has to be over before the first batch, for {@link Batches#blocker}; empty for nothing
     */
    record Opening(List<Batch.Range> ranges, long total, String barrier) {}

    /**
     * Does one batch inside the session's transaction, which is committed with the batch's checkpoint.
     *
     * @return where it ended, made by {@link Batch#upTo} or {@link Batch#last}
     */
    Batch.Done run(S session, Batch batch) throws Exception;

    /** Cuts the work, in the transaction that records its begin; one open range unless overridden. */
    default Opening open(S session) throws Exception {
        return new Opening(List.of(new Batch.Range("", null, null)), 0, "");
    }

    /** What the work still has to wait for, in words; empty, the default, when it can begin. */
    default Optional<String> blocker(S session, String barrier) throws Exception {
        return Optional.empty();
    }

    /**
     * Where the given batch would end, so that a batch that can't be done may be stepped over; null when the work can't
     * tell, and then a failing batch fails the run.
     */
    default Batch.@Nullable Done peek(S session, Batch batch) throws Exception {
        return null;
    }

    /**
     * Whether work is left inside the ranges although every one is at its bound, which then are gone through once more.
     *
     * <p>Only of work that may meet a row twice; false unless overridden.
     */
    default boolean isLeft(S session, List<Batch.Range> ranges) throws Exception {
        return false;
    }

    /** Checks before, in and after the work; the last ones decide whether it counts as applied. */
    default List<Validation<S>> validations() {
        return List.of();
    }

    /** How large batches are; adapted to 25 ms a batch unless overridden. */
    default BatchSize size() {
        return BatchSize.adaptive();
    }

    /** How many rows may be left out because they fail by themselves; 0 unless overridden. */
    default int skipLimit() {
        return 0;
    }

    /** The statements that it executes, for the plan and the checksum; none when they aren't known beforehand. */
    default List<String> statements() {
        return List.of();
    }

    /** The same work with checks. */
    default Batches<S> validated(List<Validation<S>> validations) {
        return new ValidatedBatches<>(this, List.copyOf(validations));
    }
}
