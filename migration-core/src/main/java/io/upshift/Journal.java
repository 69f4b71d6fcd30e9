package io.upshift;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The right to change a store and to append to its history, held with the run lock. Used by one thread.
 *
 * @param <S> the session that migrations work with
 */
public interface Journal<S> {

    /**
     * A step to commit with its entry.
     *
     * @param change null when there is only an entry to append
     */
    record Work<S>(Entry.Draft entry, @Nullable Action<S> change) {}

    /**
     * Makes changes and appends their entries in one transaction, fenced by the lock's epoch.
     *
     * <p>All or nothing: after an exception the store is as before. When the connection is lost in mid-commit the
     * outcome is read back from the history before anything is thrown.
     */
    void commit(List<Work<S>> work) throws Exception;

    /** Works on the store outside a transaction, on the connection that holds the lock. */
    void online(Action<S> action) throws Exception;

    /**
     * Gives the lock back.
     *
     * @param fingerprint of the catalogue when all of it is applied, for the next {@link TargetConnection#history}; null
     *     when something is left
     */
    void release(@Nullable String fingerprint);
}
