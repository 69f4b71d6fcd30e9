package io.upshift;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One worker's way to a store, without the run lock. Used by one thread.
 *
 * @param <S> the session that migrations work with
 */
public interface BatchConnection<S> extends AutoCloseable {
    /** How a try to move on ended. */
    enum Turn {
        /** A batch is done and committed with its checkpoint. */
        MOVED,
        /** Other workers have every range that isn't at its bound. */
        OCCUPIED,
        /** Somebody paused the work. */
        PAUSED,
        /** Every range is at its bound. */
        COMPLETE
    }

    /**
     * One batch of a claimed range, inside the batch's transaction.
     *
     * @param <S> the session
     */
    interface Work<S> {
        Batch.Done run(S session, Batch.Range range, @Nullable String cursor) throws Exception;
    }

    /** How far a step is, over all workers; empty when it was never opened. */
    Optional<Checkpoint> read(BatchKey key) throws Exception;

    /**
     * Does one batch of a range that no other worker has, and commits it with its checkpoint, both or neither.
     *
     * @throws BatchFailure when nothing was committed, or when the connection was lost, and then the next turn begins
     *     where the checkpoint says
     */
    Turn turn(BatchKey key, Work<S> work) throws BatchFailure;

    /** Works in a transaction of its own. */
    void run(Action<S> action) throws BatchFailure;

    @Override
    void close();
}
