package io.upshift.dynamodb;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Repeats what may be repeated after the SDK has given up: reads, and writes that are idempotent by their condition or
 * token. About 10 seconds in all, with growing jittered pauses; never used to make or change a table.
 */
final class Retries {
    private static final Set<String> PASSING =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded", "None");
    private static final int ATTEMPTS = 8;

    private static final Retry RETRY = Retry.of(
            "upshift-dynamodb",
            RetryConfig.custom()
                    .maxAttempts(ATTEMPTS)
                    .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(
                            Duration.ofMillis(50), 2, 0.5, Duration.ofSeconds(4)))
                    .retryOnException(Retries::isPassing)
                    .build());

    private Retries() {}

    static <T> T call(Supplier<T> call) {
        return Retry.decorateSupplier(RETRY, call).get();
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
