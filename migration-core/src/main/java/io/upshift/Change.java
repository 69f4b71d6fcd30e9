package io.upshift;

import java.util.List;

/**
 * Anything that a runner brings to a store once, in order: a {@link Migration}, an
 * {@link OnlineMigration} or a {@link DataMigration}.
 *
 * @param <S> the session that the change works with; a runner takes only changes for its target's session
 */
public sealed interface Change<S> permits Migration, OnlineMigration, DataMigration {

    /**
     * The id, taken from the class name unless overridden: {@code AddOrderTags1709123456789},
     * {@code V3__AddOrderTags} and {@code V1_2__AddOrderTags} are understood.
     *
     * @throws IllegalArgumentException when the class name holds no version
     */
    default MigrationId id() {
        return ClassNames.idOf(getClass());
    }

    default Metadata metadata() {
        return Metadata.none();
    }

    /**
     * What has to be open before the change begins; nothing unless overridden.
     *
     * <p>Asked without the run lock first, and once more with it, right before the first step; a change that was cut off
     * in the middle goes on without being asked. While one is shut, the change is deferred: it fails nothing, and later
     * migrations pass unless they depend on it. See {@link Settings#openGates} for the way through.
     */
    default List<Gate<S>> gates() {
        return List.of();
    }

    /**
     * What changes when the content of this change does, for code whose statements depend on data.
     *
     * <p>Empty, the default, means that the statements in the recorded plan are the content.
     */
    default String revision() {
        return "";
    }
}
