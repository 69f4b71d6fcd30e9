package io.upshift;

/**
 * A store that can be migrated: the port that a provider module implements.
 *
 * <p>Thread-safe; holds no connection of its own between runs.
 *
 * @param <S> the session that migrations work with
 */
public interface Target<S> {

    /**
     * Opens what one run needs. Connects lazily or at once; the run closes it.
     *
     * @throws MigrationException when the store can't be reached; the message never holds a password
     */
    TargetConnection<S> connect(Service service);

    /**
     * Turns a down script out of the history into an action, so that a binary can take back what it doesn't know.
     *
     * @param origin what to call the script in errors
     */
    Step<S> scripted(String origin, String script);

    /**
     * The store in a few words for messages, such as {@code postgresql orders at db.internal:5432}; no secrets.
     *
     * <p>May say more once there has been a connection.
     */
    String describe();

    /** What kind of store it is, in a lower-case word, such as {@code postgresql}; the first one of {@link #describe}. */
    default String kind() {
        return describe().split(" ", 2)[0];
    }

    /** Where batched steps keep their checkpoints. */
    default BatchStore<S> batches() {
        throw MigrationException.usage(
                "There is no work in batches on " + describe(), "write the change as a migration without batches");
    }
}
