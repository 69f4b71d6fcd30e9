package io.upshift;

/**
 * A {@link Target} whose store can be asked how it is, beyond its history.
 *
 * @param <S> the session that migrations work with
 */
public interface Examinable<S> extends Target<S> {

    /**
     * Looks over a connection of its own; changes nothing, and reads no rows of the service's tables.
     *
     * @throws MigrationException when the store can't be read
     */
    Health examine();
}
