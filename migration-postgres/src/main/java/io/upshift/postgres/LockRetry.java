package io.upshift.postgres;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.upshift.StatementListener;
import io.upshift.StepException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Repeats a whole step that met another session's lock, until a deadline.
 *
 * <p>The step is rolled back first: a retry behind a savepoint would keep the locks that it already has. The pause is
 * at least fifteen times the try, so that readers who queue behind a try are stopped for less than a twentieth of the
 * time even where each try comes to its end.
 */
final class LockRetry {
    private static final int PAUSE_PER_TRY = 15;
    private static final double GROWTH = 1.5;
    private static final double JITTER = 0.3;
    private static final int LONGEST_PAUSE = 6;

    private final LockBudgets budgets;
    private final StatementListener listener;

    LockRetry(LockBudgets budgets, StatementListener listener) {
        this.budgets = budgets;
        this.listener = listener;
    }

    /** A try that ran into a lock throws this, and is repeated. */
    static final class Contention extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Blockers blockers;
        private final StepException why;
        private final Duration waited;

        Contention(StepException why, SQLException error, WatchedTry watched) {
            // A deadlock is found long before its waits come to their end.
            this(
                    why,
                    SqlErrors.isDeadlock(error)
                            ? Duration.ZERO
                            : watched.limits().lockOr(Duration.ZERO),
                    watched.blockers());
        }

        /** @param waited how long the try was ready to wait */
        Contention(StepException why, Duration waited, Blockers blockers) {
            super(why.getMessage(), why);
            this.why = why;
            this.waited = waited;
            this.blockers = blockers;
        }

        /** A line each. */
        List<String> blockers() {
            return blockers.lines();
        }

        /** What the step fails with when it isn't repeated any more. */
        StepException told(String tried) {
            return blockers.told(why, tried);
        }

        private Contention seeing(Contention before) {
            return blockers.all().isEmpty() ? new Contention(why, waited, before.blockers) : this;
        }
    }

    interface Attempt {
        /** @param number from 1 */
        void run(int number) throws Exception;
    }

    /** @throws StepException that names who was in the way, when the deadline has passed */
    void run(Attempt attempt) throws Exception {
        long begun = System.nanoTime();
        try {
            attempt.run(1);
        } catch (Contention first) {
            listener.blocked(1, first.blockers());
            repeat(attempt, begun + budgets.lockDeadline().toNanos(), first);
        }
    }

    /** The shortest pause, in milliseconds. */
    long pause(Contention first) {
        Duration longest = first.waited.compareTo(budgets.lockTimeout()) > 0 ? first.waited : budgets.lockTimeout();
        return longest.toMillis() * PAUSE_PER_TRY;
    }

    /** Apart from the first try, so that a run that meets no lock loads nothing of the retry. */
    private void repeat(Attempt attempt, long deadline, Contention first) throws Exception {
        // The jitter goes both ways, and the shortest pause has to be long enough.
        long pause = (long) Math.ceil(pause(first) / (1 - JITTER));
        IntervalFunction backOff =
                IntervalFunction.ofExponentialRandomBackoff(pause, GROWTH, JITTER, pause * LONGEST_PAUSE);
        RetryConfig config = RetryConfig.custom()
                .maxAttempts(Integer.MAX_VALUE)
                .intervalFunction(n -> Math.min(backOff.apply(n + 1), left(deadline)))
                .retryOnException(e -> e instanceof Contention && left(deadline) > 1)
                .failAfterMaxAttempts(true)
                .build();
        Repeated repeated = new Repeated(attempt, first);
        try {
            if (left(deadline) > 1) {
                Thread.sleep(Math.min(backOff.apply(1), left(deadline)));
                Retry.of("upshift-lock", config).executeCheckedSupplier(repeated::run);
                return;
            }
        } catch (Contention last) {
            throw repeated.givenUp();
        } catch (Exception e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        throw repeated.givenUp();
    }

    /** In milliseconds, at least 1. */
    private static long left(long deadline) {
        return Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
    }

    /** The tries after the first one. */
    private final class Repeated {
        private final Attempt attempt;
        private Contention last;
        private int tries = 1;

        Repeated(Attempt attempt, Contention first) {
            this.attempt = attempt;
            this.last = first;
        }

        boolean run() throws Exception {
            tries++;
            try {
                attempt.run(tries);
                return true;
            } catch (Contention again) {
                last = again.seeing(last);
                listener.blocked(tries, again.blockers());
                throw again;
            }
        }

        StepException givenUp() {
            return last.told(", tried " + tries + (tries == 1 ? " time" : " times"));
        }
    }
}
