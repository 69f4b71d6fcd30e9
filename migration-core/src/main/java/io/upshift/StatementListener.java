package io.upshift;

import java.time.Duration;
import java.util.List;

/** Told of what happens inside a step: each statement that was executed, and what goes on while one takes long. */
@FunctionalInterface
public interface StatementListener {

    /**
     * @param statement its text, with placeholders where values were bound
     * @param took from sending to the last of its results
     */
    void executed(String statement, Duration took);

    /** Long work moved on; for one statement, called from the thread that watches it. See {@link RunEvent.Progress}. */
    default void progressed(long done, long total, String note) {}

    /** A try met locks of others. See {@link RunEvent.Blocked}. */
    default void blocked(int attempt, List<String> by) {}
}
