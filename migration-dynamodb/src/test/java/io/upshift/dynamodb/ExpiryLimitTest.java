package io.upshift.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Change;
import io.upshift.MigrationRunner;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** The service lets the expiry of a table be changed once an hour; DynamoDB Local doesn't mind. */
class ExpiryLimitTest {
    private static final String T = "sessions";

    private final DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
    private final DynamoDbClient client = account.client();

    /** Refuses as the service does, so many times. */
    private record TooEarly(AtomicInteger left) implements ExecutionInterceptor {
        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof UpdateTimeToLiveRequest && left.getAndDecrement() > 0) {
                throw DynamoDbException.builder()
                        .statusCode(400)
                        .message("too early")
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("ValidationException")
                                .errorMessage("Time to live has been modified multiple times within a fixed interval")
                                .build())
                        .build();
            }
        }
    }

    @AfterEach
    void deleteTables() {
        client.close();
        account.close();
    }

    @Test
    void aChangeThatComesTooEarlyIsAwaited() {
        try (DynamoDbClient hourly = account.client(new TooEarly(new AtomicInteger(2)))) {
            runner(hourly, Duration.ofSeconds(20)).migrate();
        }

        assertThat(client.describeTimeToLive(request -> request.tableName(T))
                        .timeToLiveDescription()
                        .timeToLiveStatus())
                .isEqualTo(TimeToLiveStatus.ENABLED);
    }

    @Test
    void aWaitThatIsTooShortForItSaysWhatItWaitedFor() {
        Sample.runner(client, created()).migrate();
        try (DynamoDbClient hourly = account.client(new TooEarly(new AtomicInteger(Integer.MAX_VALUE)))) {
            assertThatThrownBy(() -> runner(hourly, Duration.ofSeconds(2)).migrate())
                    .hasMessageContaining("the expiry may be changed once an hour");
        }
    }

    private static MigrationRunner<DynamoDbSession> runner(DynamoDbClient client, Duration tableWait) {
        DynamoDbTarget target =
                DynamoDbTarget.of(client).settings(DynamoDbSettings.defaults().tableWait(tableWait));
        return Sample.runner(target, List.of(created(), new Sample.Steps(2, List.of(Tables.timeToLive(T, "expires")))));
    }

    private static Change<DynamoDbSession> created() {
        return new Sample.Steps(
                1, List.of(Tables.create(TableDefinition.of(T).partitionKey("id", ScalarAttributeType.S))));
    }
}
