package io.upshift;

import java.time.Duration;

/** Told of each statement that a migration has executed. */
@FunctionalInterface
public interface StatementListener {

    /**
     * @param statement its text, with placeholders where values were bound
     * @param took from sending to the last of its results
     */
    void executed(String statement, Duration took);

    /** Long work moved on. See {@link RunEvent.Progress}. */
    default void progressed(long done, long total, String note) {}
}
