package io.upshift.testkit.dynamodb;

import java.time.Duration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * What goes wrong between a service and DynamoDB, and doesn't on DynamoDB Local.
 *
 * <p>They act on each attempt of a call, below the SDK's own retries, as on the wire; except {@link #unprocessed} and
 * {@link #transientStates}, which act on the call. Thread-safe.
 */
public final class Faults {
    private Faults() {}

    /**
     * Refuses calls for too much traffic; they do nothing.
     *
     * @param reason of the <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ThrottlingReason.html">reasons</a>,
     *     such as {@code TableWriteKeyRangeThroughputExceeded}
     * @param resource the ARN of the table or index
     */
    public static ExecutionInterceptor throttling(Occasion occasion, String reason, String resource) {
        return new Refusal(
                occasion,
                request -> ProvisionedThroughputExceededException.builder()
                        .message("The level of configured provisioned throughput for the table was exceeded")
                        .throttlingReasons(ThrottlingReason.builder()
                                .reason(reason)
                                .resource(resource)
                                .build())
                        .awsErrorDetails(Refusal.details("ProvisionedThroughputExceededException"))
                        .statusCode(Refusal.BAD_REQUEST)
                        .build());
    }

    /** Refuses writes because a transaction has the item; transactions are cancelled for that reason. */
    public static ExecutionInterceptor conflicts(Occasion occasion) {
        return new Refusal(occasion, request -> {
            if (!(request instanceof TransactWriteItemsRequest transaction)) {
                return TransactionConflictException.builder()
                        .message("Transaction is ongoing for the item")
                        .awsErrorDetails(Refusal.details("TransactionConflictException"))
                        .statusCode(Refusal.BAD_REQUEST)
                        .build();
            }
            return TransactionCanceledException.builder()
                    .message("Transaction cancelled, please refer cancellation reasons [TransactionConflict]")
                    .cancellationReasons(transaction.transactItems().stream()
                            .map(item -> CancellationReason.builder()
                                    .code("TransactionConflict")
                                    .build())
                            .toList())
                    .awsErrorDetails(Refusal.details("TransactionCanceledException"))
                    .statusCode(Refusal.BAD_REQUEST)
                    .build();
        });
    }

    /** Carries calls out, and loses the reply, as when a connection breaks. */
    public static ExecutionInterceptor lostReplies(Occasion occasion) {
        return new LostReply(occasion);
    }

    /**
     * Carries writes out twice, the second time some while later and beside what goes on by then, as a network may that
     * repeats what it believes to be lost.
     *
     * @param way a client without faults for the repetitions, open until the last of them
     * @param latest how long after the first one the second one comes at most
     */
    public static ExecutionInterceptor duplicates(Occasion occasion, DynamoDbClient way, Duration latest) {
        return new Duplicate(occasion, way, latest);
    }

    /**
     * Carries a call out and ends the process there: this call and every later one of clients that share the interceptor
     * throw {@link Killed}, and do nothing.
     */
    public static ExecutionInterceptor killed(Occasion occasion) {
        return new Kill(occasion);
    }

    /** Leaves the later half of a batch undone, and says so in the reply, as the service does under load. */
    public static ExecutionInterceptor unprocessed(Occasion occasion) {
        return new Unprocessed(occasion);
    }

    /** Shows a table as in change for a number of {@code DescribeTable} calls after each change of it. */
    public static ExecutionInterceptor transientStates(int describes) {
        return new TransientStates(describes);
    }

    /** Makes each call take longer, as a network does. */
    public static ExecutionInterceptor latency(Duration latency) {
        return new Latency(latency);
    }
}
