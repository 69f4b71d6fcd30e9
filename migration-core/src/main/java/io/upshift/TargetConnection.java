package io.upshift;

import java.util.Optional;

/**
 * One run's way to a store. Used by one thread.
 *
 * @param <S> the session that migrations work with
 */
public interface TargetConnection<S> extends AutoCloseable {

    /**
     * Reads a service's history in one request, without lock and without changing any setting.
     *
     * @param fingerprint of the catalogue; when the store has the same one, the entries are left out
     * @return {@link History#isCurrent() current}, or all entries; empty when the store has no history yet
     */
    History history(String fingerprint);

    /**
     * Whether everything of a catalogue is applied; asked again and again while another instance holds the lock.
     *
     * <p>May say no where {@link #history} would show that nothing is pending, so that it costs little.
     */
    default boolean isCurrent(String fingerprint) {
        return history(fingerprint).isCurrent();
    }

    /**
     * Looks at the store without the run lock, and changes nothing.
     *
     * @return false when this store can't be looked at without the lock, and the look was not taken
     */
    default boolean look(Action<S> look) throws Exception {
        return false;
    }

    /**
     * Tries once to take the run lock of this service, and makes the store ready for a history if it isn't.
     *
     * @param statements told of what migrations execute while the lock is held
     * @return empty when another instance holds it
     */
    Optional<Journal<S>> tryLock(String runId, StatementListener statements);

    @Override
    void close();
}
