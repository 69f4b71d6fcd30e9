package io.upshift;

import java.util.Optional;

/**
 * A change to data, in batches that each commit together with their checkpoint.
 *
 * <p>Work that was killed goes on behind its last batch. Batches run without the run lock, in as many threads and
 * instances as there are, so a change of hours keeps no deploy waiting; what depends on it waits until it is applied, and
 * is brought by the run that finishes it.
 *
 * @param <S> the session of the target
 */
public non-sealed interface DataMigration<S> extends Change<S> {
    /** The work; called often, and must describe the same work every time. */
    Batches<S> up();

    /** The work of taking it back; without it the migration can't be reverted. */
    default Optional<Batches<S>> down() {
        return Optional.empty();
    }
}
