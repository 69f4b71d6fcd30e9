package io.upshift.postgres;

import java.time.Duration;

/**
 * How long things may take on the run's connection.
 *
 * @param lock how long one try waits for a lock that others hold
 * @param lockDeadline how long tries are repeated
 * @param statement how long a statement in a transaction may run
 * @param onlineLock how long an online step, such as an index build, may wait for others
 * @param idleInTransaction after which the server ends a session that holds a transaction open and does nothing
 */
record Timeouts(
        Duration lock, Duration lockDeadline, Duration statement, Duration onlineLock, Duration idleInTransaction) {

    private static final Duration BATCH = Duration.ofSeconds(30);
    private static final Duration IDLE_IN_BATCH = Duration.ofMinutes(1);

    static final Timeouts DEFAULTS = new Timeouts(
            Duration.ofMillis(500),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofMinutes(10),
            Duration.ofMinutes(5));

    /**
     * The same for a worker's batches, which are far shorter: a statement of 30 seconds is one that went wrong, and a
     * worker that does nothing for a minute in mid-batch is gone.
     */
    Timeouts ofBatches() {
        return new Timeouts(lock, lockDeadline, BATCH, onlineLock, IDLE_IN_BATCH);
    }
}
