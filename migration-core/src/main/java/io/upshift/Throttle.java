package io.upshift;

import io.upshift.HealthCheck.Health;
import io.upshift.HealthCheck.Level;
import java.time.Duration;
import java.util.List;

/**
 * How much of the time is worked: a little more after each good look, half after a bad one, a quarter at most when nobody
 * knows.
 *
 * <p>One worker looks, all of them keep to it.
 */
final class Throttle<S> {
    private static final long BETWEEN_LOOKS_NANOS = Duration.ofSeconds(1).toNanos();
    private static final double INCREASE = 0.1;
    private static final double SLOWEST = 1.0 / 64;
    private static final double UNKNOWN = 0.25;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final List<HealthCheck<S>> checks;
    private volatile double share = 1;
    private volatile Health worst = Health.fine();
    private long nextLook = System.nanoTime();

    Throttle(List<HealthCheck<S>> checks) {
        this.checks = checks;
    }

    /** Looks if it is time to. */
    void look(BatchConnection<S> connection) {
        if (checks.isEmpty() || System.nanoTime() < nextLook) {
            return;
        }
        nextLook = System.nanoTime() + BETWEEN_LOOKS_NANOS;
        Health found = Health.fine();
        for (HealthCheck<S> check : checks) {
            Health health = ask(connection, check);
            if (health.level().compareTo(found.level()) > 0) {
                found = health;
            }
        }
        take(found);
    }

    boolean isClosed() {
        return worst.level() == Level.CLOSED;
    }

    /** Why it isn't full speed; empty when it is. */
    String reason() {
        if (share >= 1 || !worst.reason().isEmpty()) {
            return worst.reason();
        }
        return "speeding up again";
    }

    /** How long to rest after so much work. */
    Duration rest(long workedNanos) {
        double rest = workedNanos * (1 / share - 1);
        return rest > LONGEST_PAUSE.toNanos() ? LONGEST_PAUSE : Duration.ofNanos((long) rest);
    }

    private void take(Health found) {
        share = switch (found.level()) {
            case FINE -> Math.min(1, share + INCREASE);
            case STRAINED -> Math.max(SLOWEST, share / 2);
            case UNKNOWN -> Math.min(UNKNOWN, share);
            case CLOSED -> share;
        };
        worst = found;
    }

    private Health ask(BatchConnection<S> connection, HealthCheck<S> check) {
        Health[] health = {Health.unknown("")};
        try {
            connection.run(session -> health[0] = check.look(session));
        } catch (BatchFailure e) {
            return Health.unknown("a health check failed: " + e.getMessage());
        }
        return health[0];
    }
}
