package io.upshift.dynamodb;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Repeats what may be repeated after the SDK has given up: reads, and writes that are idempotent by their condition or
 * token. For 10 seconds unless said otherwise, with growing pauses of full jitter; never used to make or change a table.
 */
final class Retries {
    private static final Set<String> PASSING =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded", "None");
    /** Of a call that a run waits for. */
    private static final Duration IN_A_RUN = Duration.ofSeconds(10);

    /** Of a call of work that has time. */
    static final Duration IN_A_BATCH = Duration.ofMinutes(1);

    private static final long SHORTEST_MS = 50;
    private static final long LONGEST_MS = 5_000;
    /** More than any deadline lets happen. */
    private static final int ATTEMPTS = 10_000;

    private Retries() {}

    static <T> T call(Supplier<T> call) {
        return call(IN_A_RUN, call);
    }

    /** @param atMost after which time no other try is begun */
    static <T> T call(Duration atMost, Supplier<T> call) {
        long begun = System.nanoTime();
        RetryConfig config = RetryConfig.custom()
                .maxAttempts(ATTEMPTS)
                .intervalFunction(Retries::pause)
                .retryOnException(e -> isPassing(e) && System.nanoTime() - begun < atMost.toNanos())
                .build();
        return Retry.of("upshift-dynamodb", config).executeSupplier(call);
    }

    /**
     * Anything from nothing to twice the pause before, so that many that failed together don't come back together.
     *
     * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">full jitter</a>
     */
    private static long pause(int attempt) {
        long most = Math.min(LONGEST_MS, SHORTEST_MS << Math.min(attempt, 10));
        return 1 + ThreadLocalRandom.current().nextLong(most);
    }

    /** Throttling, conflicts, the service's own faults, and replies that didn't come. */
    static boolean isPassing(Throwable e) {
        if (e instanceof TransactionCanceledException cancelled) {
            return cancelled.cancellationReasons().stream()
                    .map(CancellationReason::code)
                    .allMatch(code -> code == null || PASSING.contains(code));
        }
        if (e instanceof AwsServiceException service) {
            String code = service.awsErrorDetails() == null
                    ? ""
                    : String.valueOf(service.awsErrorDetails().errorCode());
            return service.isThrottlingException()
                    || service.statusCode() >= 500
                    || code.startsWith("TransactionConflict")
                    || code.startsWith("TransactionInProgress");
        }
        return e instanceof SdkClientException && isLostReply(e) && !isUnreachable(e);
    }

    /** Whether the request was carried out is unknown. */
    static boolean isLostReply(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof ApiCallTimeoutException) {
                return true;
            }
        }
        return false;
    }

    /** The SDK has tried often enough. */
    private static boolean isUnreachable(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }
}
