package io.upshift;

import java.time.Duration;

/**
 * A {@link Target} on whose behalf migrations can be tried out before they are brought.
 *
 * @param <S> the session that migrations work with
 */
public interface Rehearsable<S> extends Inspectable<S> {

    /**
     * Makes a new, empty store to try things on, on the server that was set for this; closing it removes it.
     *
     * @throws MigrationException when no such server was set, or when it is the one that this target is on
     */
    ScratchStore<S> scratch();

    /**
     * Works on this store itself in one transaction, and takes all of it back, whatever happens. Writes no history.
     *
     * @param statement how long each statement may run, and wait for locks, before the whole is given up
     */
    void rolledBack(Duration statement, Action<S> action) throws Exception;
}
