package io.upshift.aws;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Repeats calls that only read when they are throttled or get no answer.
 *
 * <p>Never for calls that create something: RDS has no client tokens, and a reply that is lost says nothing about the
 * work. The SDK has retried by then; this bridges what lasts longer than its few attempts.
 */
final class Reads {
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final double GROWTH = 2;
    private static final double JITTER = 0.5;
    private static final RetryConfig CONFIG = RetryConfig.custom()
            .maxAttempts(ATTEMPTS)
            .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE, GROWTH, JITTER))
            .retryOnException(e -> AwsErrors.isThrottled(e) || AwsErrors.isUnknown(e))
            .build();

    private Reads() {}

    static <T> T read(Supplier<T> call) {
        return Retry.of("upshift-aws-read", CONFIG).executeSupplier(call);
    }
}
