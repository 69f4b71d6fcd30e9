package io.upshift;

import java.util.function.Consumer;

/**
 * A {@link Target} that can tell what its store's schema is, and what statements do to it.
 *
 * <p>Recording, verifying a revert, tracing and dry runs need it; a target without it does without them. None of its
 * methods changes anything. The schema never holds the data, the store's own objects, or the history's.
 *
 * @param <S> the session that migrations work with
 */
public interface Inspectable<S> extends Target<S> {

    /**
     * The schema as it is committed now, read over a connection of its own, without a lock.
     *
     * @throws MigrationException when the store can't be read
     */
    Schema inspect();

    /**
     * The schema as a session sees it, with what its own transaction has changed and not committed; the committed one
     * where no transaction changes a schema.
     */
    default Schema inspect(S session) throws Exception {
        return inspect();
    }

    /**
     * The same store, with every statement of a migration looked at before and after: for a scratch store, because the
     * looks take time and locks. Itself where there is nothing to look at.
     *
     * @param traces told of each statement when it has ended, on the thread of the run
     */
    default Target<S> traced(Consumer<StatementTrace> traces) {
        return this;
    }
}
