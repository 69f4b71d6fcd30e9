package io.upshift;

/**
 * One versioned change to a store, applied in one transaction together with its history entry.
 *
 * <p>{@link #up} may be called again after a lock timeout or a lost connection, each time on a store where the earlier
 * call has left nothing; so it must have no effect outside its session. What can't run in a transaction is an
 * {@link OnlineMigration}.
 *
 * @param <S> the session of the target, such as {@code PostgresSession}
 */
public non-sealed interface Migration<S> extends Change<S> {

    /** Makes the change. Whatever it throws rolls the change back and fails the run. */
    void up(S session) throws Exception;

    /** Takes the change back; without an override the migration can't be reverted, and {@code plan} says so. */
    default void down(S session) throws Exception {
        throw new UnsupportedOperationException("This migration has no down");
    }
}
