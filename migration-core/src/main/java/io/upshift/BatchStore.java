package io.upshift;

import java.util.List;
import java.util.Map;

/**
 * Where a store keeps the checkpoints of batched steps: apart from the history, and changed with every batch.
 *
 * <p>Thread-safe.
 *
 * @param <S> the session that migrations work with
 */
public interface BatchStore<S> {
    /** What can be asked of a step's work. */
    enum Command {
        /** Stop after the current batch, until it is resumed. */
        PAUSE,
        RESUME,
        /** Go through all ranges once more, if all of them are at their bound; counts go on. */
        AGAIN
    }

    /** A connection for one worker. */
    BatchConnection<S> connect(Service service);

    /**
     * Writes down how the work was cut, in the session's transaction; replaces what an earlier run in either direction
     * has left of the step.
     *
     * @param measured what checks want to compare with at the end, by their names
     */
    void open(S session, BatchKey key, Batches.Opening opening, Map<String, String> measured) throws Exception;

    /** Does as told, for the workers of every instance; nothing when the step was never opened. */
    void command(S session, BatchKey key, Command command) throws Exception;

    /** Keeps the keys of rows that a validation found wrong, instead of those that it found before. */
    default void keep(S session, BatchKey key, String validation, List<String> keys) throws Exception {}

    /** What this store can tell about how it bears the work; nothing unless overridden. */
    default List<HealthCheck<S>> healthChecks() {
        return List.of();
    }
}
