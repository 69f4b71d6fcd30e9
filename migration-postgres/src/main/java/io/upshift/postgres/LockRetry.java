package io.upshift.postgres;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.upshift.StepException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a whole step that met another session's lock, until a deadline.
 *
 * <p>The step is rolled back first: a retry behind a savepoint would keep the locks that it already has. The pause is
 * at least ten times the try, so that readers who queue behind a try have time to catch up.
 */
final class LockRetry {
    private static final Logger log = LoggerFactory.getLogger(PostgresTarget.class);
    private static final int PAUSE_PER_TRY = 10;
    private static final double GROWTH = 1.5;
    private static final double JITTER = 0.3;
    private static final int LONGEST_PAUSE = 6;

    private final Timeouts timeouts;

    LockRetry(Timeouts timeouts) {
        this.timeouts = timeouts;
    }

    /** A step that runs into a lock throws this, and is tried again. */
    static final class Contention extends Exception {
        private static final long serialVersionUID = 1L;
        private final StepException why;
        private final Duration tried;

        Contention(StepException why) {
            this(why, Duration.ZERO);
        }

        /** @param tried how long the step was ready to wait, where that was not the target's own limit */
        Contention(StepException why, Duration tried) {
            super(why.getMessage(), why);
            this.why = why;
            this.tried = tried;
        }

        StepException why() {
            return why;
        }
    }

    interface Attempt {
        void run() throws Exception;
    }

    void run(Attempt attempt) throws Exception {
        try {
            attempt.run();
        } catch (Contention first) {
            repeat(attempt, first);
        }
    }

    Duration pause(Contention first) {
        Duration longest = first.tried.compareTo(timeouts.lock()) > 0 ? first.tried : timeouts.lock();
        return longest.multipliedBy(PAUSE_PER_TRY);
    }

    /** Apart from the first try, so that a run that meets no lock loads nothing of the retry. */
    private void repeat(Attempt attempt, Contention first) throws Exception {
        long deadline = System.nanoTime() + timeouts.lockDeadline().toNanos();
        Duration pause = pause(first);
        IntervalFunction backOff =
                IntervalFunction.ofExponentialRandomBackoff(pause, GROWTH, JITTER, pause.multipliedBy(LONGEST_PAUSE));
        log.info(
                "Another session's lock is in the way ({}); trying again for {}",
                first.getMessage(),
                timeouts.lockDeadline());
        Thread.sleep(backOff.apply(1));
        RetryConfig config = RetryConfig.custom()
                .maxAttempts(Integer.MAX_VALUE)
                .intervalFunction(backOff)
                .retryOnException(e -> e instanceof Contention && System.nanoTime() < deadline)
                .failAfterMaxAttempts(true)
                .build();
        try {
            Retry.of("upshift-lock", config).executeCheckedSupplier(() -> {
                attempt.run();
                return true;
            });
        } catch (Contention last) {
            throw last.why();
        } catch (Exception e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
