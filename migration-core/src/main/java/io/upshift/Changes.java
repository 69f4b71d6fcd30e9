package io.upshift;

import java.security.MessageDigest;
import java.util.List;

/**
 * Several changes that one declaration makes, such as the phases of a change under old and new code at once.
 *
 * <p>A class that implements it is found by {@link MigrationRunner.Builder#discover} as a migration is; an instance is
 * given to {@link MigrationRunner.Builder#from}.
 *
 * @param <S> the session of the target
 */
public interface Changes<S> extends MigrationSource<S> {

    /** The same changes at every call, each with an id of its own. */
    List<Change<S>> changes();

    /**
     * The id from which those of the changes are made, taken from the class name unless overridden, as {@link Change#id}.
     *
     * @throws IllegalArgumentException when the class name holds no version
     */
    default MigrationId id() {
        return ClassNames.idOf(getClass());
    }

    @Override
    default void fingerprint(MessageDigest digest) {
        new Instances<>(changes()).fingerprint(digest);
    }

    @Override
    default List<Declared<S>> load() {
        return new Instances<>(changes()).load();
    }
}
