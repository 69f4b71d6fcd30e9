package io.upshift.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.testkit.dynamodb.CloudFeatures;
import io.upshift.testkit.dynamodb.Faults;
import io.upshift.testkit.dynamodb.Killed;
import io.upshift.testkit.dynamodb.Occasion;
import io.upshift.testkit.dynamodb.RequestCount;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class DynamoDbServerTest {
    private static final String T = "things";

    private final DynamoDbAccount account = DynamoDbServer.shared().freshAccount();

    @AfterEach
    void deleteTables() {
        account.close();
    }

    @Test
    void anAccountSeesItsOwnTablesAloneAndLosesThemWhenItIsClosed() {
        try (DynamoDbClient client = table(account.client());
                DynamoDbAccount other = DynamoDbServer.shared().freshAccount();
                DynamoDbClient stranger = other.client()) {
            assertThat(stranger.listTables().tableNames()).isEmpty();
            client.updateTable(request -> request.tableName(T).deletionProtectionEnabled(true));

            account.close();

            assertThat(client.listTables().tableNames()).isEmpty();
        }
    }

    @Test
    void throttledCallsDoNothingAndCarryTheirReason() {
        Occasion always = Occasion.at("PutItem");
        try (DynamoDbClient client =
                table(hurried(Faults.throttling(always, "TableWriteProvisionedThroughputExceeded", "arn")))) {
            assertThatThrownBy(() -> put(client, "a"))
                    .isInstanceOfSatisfying(
                            ProvisionedThroughputExceededException.class,
                            e -> assertThat(e.throttlingReasons())
                                    .extracting(reason -> reason.reason())
                                    .containsExactly("TableWriteProvisionedThroughputExceeded"));
            assertThat(always.times()).as("tries of the SDK").isGreaterThan(1);
            assertThat(count(client)).isZero();
        }
    }

    @Test
    void aConflictCancelsATransactionForThatReason() {
        try (DynamoDbClient client = table(account.client(Faults.conflicts(Occasion.at("TransactWriteItems"))))) {
            assertThatThrownBy(() ->
                            client.transactWriteItems(request -> request.transactItems(TransactWriteItem.builder()
                                    .put(item -> item.tableName(T).item(key("a")))
                                    .build())))
                    .isInstanceOfSatisfying(
                            TransactionCanceledException.class,
                            e -> assertThat(e.cancellationReasons().get(0).code())
                                    .isEqualTo("TransactionConflict"));
            assertThat(count(client)).isZero();
        }
    }

    @Test
    void aLostReplyIsOfACallThatWasCarriedOut() {
        Occasion lost = Occasion.at("PutItem");
        try (DynamoDbClient client = table(account.client(Faults.lostReplies(lost)))) {
            assertThatThrownBy(() -> put(client, "a")).isInstanceOf(SdkClientException.class);
            assertThat(count(client)).isEqualTo(1);
        }
    }

    @Test
    void nothingIsSentAfterTheProcessWasKilled() {
        RequestCount requests = new RequestCount();
        Occasion second = Occasion.at("PutItem").after(1).atMost(1);
        try (DynamoDbClient doomed = account.client(Faults.killed(second), requests);
                DynamoDbClient client = table(account.client())) {
            put(doomed, "a");
            assertThatThrownBy(() -> put(doomed, "b")).isInstanceOf(Killed.class);
            assertThatThrownBy(() -> put(doomed, "c")).isInstanceOf(Killed.class);

            assertThat(requests.byOperation()).isEqualTo(Map.of("PutItem", 2));
            assertThat(count(client)).isEqualTo(2);
        }
    }

    @Test
    void unprocessedItemsAreNotWrittenAndGivenBack() {
        try (DynamoDbClient client =
                table(account.client(Faults.unprocessed(Occasion.at().atMost(1))))) {
            List<WriteRequest> writes = IntStream.range(0, 9)
                    .mapToObj(i -> WriteRequest.builder()
                            .putRequest(PutRequest.builder().item(key("i" + i)).build())
                            .build())
                    .toList();

            BatchWriteItemResponse first = client.batchWriteItem(request -> request.requestItems(Map.of(T, writes)));

            assertThat(first.unprocessedItems()).isEqualTo(Map.of(T, writes.subList(5, 9)));
            assertThat(count(client)).isEqualTo(5);
            assertThat(client.batchWriteItem(request -> request.requestItems(first.unprocessedItems()))
                            .unprocessedItems())
                    .isEmpty();
            assertThat(count(client)).isEqualTo(9);
        }
    }

    @Test
    void aChangedTableIsInChangeForAWhileAndTakesNoOther() {
        try (DynamoDbClient client = table(account.client(Faults.transientStates(2)))) {
            assertThat(status(client)).isEqualTo("CREATING");
            assertThat(status(client)).isEqualTo("CREATING");
            assertThat(status(client)).isEqualTo("ACTIVE");
            client.updateTable(request -> request.tableName(T)
                    .streamSpecification(
                            stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)));
            assertThatThrownBy(() ->
                            client.updateTable(request -> request.tableName(T).deletionProtectionEnabled(true)))
                    .isInstanceOf(ResourceInUseException.class);
            assertThat(status(client)).isEqualTo("UPDATING");
        }
    }

    @Test
    void recoveryBackupsAndTagsKeepTheirStates() {
        CloudFeatures cloud = new CloudFeatures();
        try (DynamoDbClient client = table(account.client(cloud))) {
            client.updateContinuousBackups(request -> request.tableName(T)
                    .pointInTimeRecoverySpecification(recovery ->
                            recovery.pointInTimeRecoveryEnabled(true).recoveryPeriodInDays(7)));
            String arn = client.createBackup(request -> request.tableName(T).backupName("b"))
                    .backupDetails()
                    .backupArn();
            client.tagResource(request -> request.resourceArn("arn")
                    .tags(Tag.builder().key("k").value("v").build()));

            assertThat(client.describeContinuousBackups(request -> request.tableName(T))
                            .continuousBackupsDescription()
                            .pointInTimeRecoveryDescription()
                            .recoveryPeriodInDays())
                    .isEqualTo(7);
            assertThat(client.describeBackup(request -> request.backupArn(arn))
                            .backupDescription()
                            .backupDetails()
                            .backupStatusAsString())
                    .isEqualTo("AVAILABLE");
            assertThat(client.listTagsOfResource(request -> request.resourceArn("arn"))
                            .tags())
                    .hasSize(1);
            assertThat(cloud.tags("arn")).isEqualTo(Map.of("k", "v"));
        }
    }

    @Test
    void anUnknownChoiceIsRefusedWithTheKnownOnes() {
        UnaryOperator<@Nullable String> values = name -> "upshift.test.dynamodb".equals(name) ? "cloud" : null;

        assertThatThrownBy(() -> SharedDynamoDb.choose(new Setting(values, name -> null)))
                .hasMessageContaining("use auto, address, container or embedded");
    }

    /** One that repeats as the SDK does, and without its pauses. */
    private DynamoDbClient hurried(ExecutionInterceptor fault) {
        RetryStrategy hurried = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .backoffStrategy(BackoffStrategy.retryImmediately())
                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                .build();
        return DynamoDbClient.builder()
                .endpointOverride(account.endpoint())
                .region(Region.of(account.region()))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(account.accessKeyId(), "none")))
                .overrideConfiguration(override ->
                        override.executionInterceptors(List.of(fault)).retryStrategy(hurried))
                .build();
    }

    private static DynamoDbClient table(DynamoDbClient client) {
        client.createTable(request -> request.tableName(T)
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST));
        return client;
    }

    private static void put(DynamoDbClient client, String id) {
        client.putItem(request -> request.tableName(T).item(key(id)));
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("id", AttributeValue.fromS(id));
    }

    private static String status(DynamoDbClient client) {
        return client.describeTable(request -> request.tableName(T)).table().tableStatusAsString();
    }

    private static int count(DynamoDbClient client) {
        return client.scan(request -> request.tableName(T).consistentRead(true)).count();
    }
}
