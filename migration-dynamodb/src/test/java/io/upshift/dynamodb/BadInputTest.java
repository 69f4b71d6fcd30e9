package io.upshift.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Change;
import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.Settings;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

class BadInputTest {
    private final DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
    private final DynamoDbClient client = account.client();

    /** Changes what the service says of one table. */
    private record Shown(String table, UnaryOperator<TableDescription> how) implements ExecutionInterceptor {
        @Override
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            return context.response() instanceof DescribeTableResponse response
                            && response.table().tableName().equals(table)
                    ? response.toBuilder().table(how.apply(response.table())).build()
                    : context.response();
        }
    }

    @AfterEach
    void deleteTables() {
        client.close();
        account.close();
    }

    @Test
    void aTableWithReplicasIsRefusedUnlessThatIsAllowed() {
        try (DynamoDbClient replicated = account.client(new Shown(Sample.COUNTS, BadInputTest::replicated))) {
            Change<DynamoDbSession> stream =
                    new Sample.Steps(2, List.of(Tables.stream(Sample.COUNTS, StreamViewType.KEYS_ONLY)));

            assertThatThrownBy(() ->
                            Sample.runner(replicated, Sample.counts(), stream).migrate())
                    .hasMessageContaining("counts has replicas in other Regions")
                    .hasMessageContaining("upshift.dynamodb.allow-replicas");

            DynamoDbTarget allowed = DynamoDbTarget.of(replicated)
                    .settings(DynamoDbSettings.defaults().allowReplicas(true));
            Sample.runner(allowed, List.of(Sample.counts(), stream)).migrate();
        }
    }

    @Test
    void aTrackingTableWithReplicasIsRefused() {
        Sample.runner(client, Sample.counts()).migrate();
        try (DynamoDbClient replicated = account.client(new Shown(Sample.TRACKING, BadInputTest::replicated))) {
            assertThatThrownBy(() -> Sample.runner(replicated, Sample.counts(), Sample.count(2))
                            .migrate())
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("where a lock is seen late");
        }
    }

    @Test
    void usedUpDecreasesAreToldBeforeTheServiceRefuses() {
        client.createTable(TableDefinition.of("t-1")
                .partitionKey("id", ScalarAttributeType.S)
                .provisioned(9, 9)
                .request());
        Shown usedUp = new Shown(
                "t-1",
                table -> table.toBuilder()
                        .provisionedThroughput(table.provisionedThroughput().toBuilder()
                                .numberOfDecreasesToday(27L)
                                .build())
                        .build());
        try (DynamoDbClient late = account.client(usedUp)) {
            Change<DynamoDbSession> lower = new Sample.Steps(
                    1, List.of(Tables.capacity("t-1", Capacity.provisioned(9, 9), Capacity.provisioned(1, 9))));

            assertThatThrownBy(() -> Sample.runner(late, lower).migrate())
                    .hasMessageContaining("are used up: 27 today")
                    .hasMessageContaining("nothing was changed");
        }
    }

    @Test
    void aTableThatStaysInUpdatingEndsTheRunWithItsState() {
        client.createTable(TableDefinition.of("t-1")
                .partitionKey("id", ScalarAttributeType.S)
                .request());
        Shown updating = new Shown(
                "t-1", table -> table.toBuilder().tableStatus("UPDATING").build());
        try (DynamoDbClient slow = account.client(updating)) {
            DynamoDbTarget target =
                    DynamoDbTarget.of(slow).settings(DynamoDbSettings.defaults().tableWait(Duration.ofMillis(500)));
            Change<DynamoDbSession> stream =
                    new Sample.Steps(1, List.of(Tables.stream("t-1", StreamViewType.KEYS_ONLY)));

            assertThatThrownBy(() -> Sample.runner(target, List.of(stream)).migrate())
                    .hasMessageContaining("the stream of t-1 isn't done after PT0.5S: t-1 is UPDATING");
        }
    }

    @Test
    void aTrackingTableThatIsDeletedInMidRunEndsIt() {
        Change<DynamoDbSession> deleting =
                new Sample.Code(2, session -> client.deleteTable(request -> request.tableName(Sample.TRACKING)), null);

        assertThatThrownBy(() -> Sample.runner(client, Sample.counts(), deleting, Sample.count(3))
                        .migrate())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("2-code");
        assertThat(Sample.ran(client, 3)).isZero();
    }

    @Test
    void missingCredentialsAreToldWithAWayToGiveThem() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        };
        try (DynamoDbClient anonymous = DynamoDbClient.builder()
                .endpointOverride(account.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(none)
                .build()) {
            assertThatThrownBy(() -> Sample.runner(anonymous, Sample.counts()).migrate())
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("Unable to load credentials")
                    .hasMessageContaining("AWS_PROFILE");
        }
    }

    @Test
    void anEndpointThatDoesNotAnswerIsTold() {
        DynamoDbAccount nowhere = new DynamoDbAccount(URI.create("http://127.0.0.1:9"), "us-east-1", "x");
        try (DynamoDbClient lost = nowhere.client()) {
            assertThatThrownBy(() -> Sample.runner(lost, Sample.counts()).migrate())
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("check that DynamoDB can be reached from here");
        }
    }

    @Test
    void moreWritesThanATransactionTakesAreRefusedBeforeAnyIsMade() {
        Change<DynamoDbSession> many = new Sample.Code(
                2, session -> IntStream.range(0, 99).forEach(i -> session.write(Sample.increment(i, 1))), null);

        assertThatThrownBy(() -> Sample.runner(client, Sample.counts(), many).migrate())
                .hasMessageContaining("writes 99 items, and one transaction takes 98");
        assertThat(client.scan(request -> request.tableName(Sample.COUNTS)).count())
                .isZero();
    }

    @Test
    void aMigrationThatCallsTheClientCannotShareATransaction() {
        Change<DynamoDbSession> calls = new Sample.Code(
                3,
                session -> session.client()
                        .putItem(put -> put.tableName(Sample.COUNTS).item(Map.of("id", AttributeValue.fromS("x")))),
                null);
        Sample.runner(client, Sample.counts()).migrate();
        MigrationRunner<DynamoDbSession> together = MigrationRunner.on(Sample.target(client))
                .service("sample", "1")
                .add(Sample.counts(), Sample.count(2), calls)
                .settings(Settings.defaults().singleTransaction(true))
                .build();

        assertThatThrownBy(together::migrate).hasMessageContaining("can't share a transaction with other migrations");
        assertThat(client.scan(request -> request.tableName(Sample.COUNTS)).count())
                .isZero();
    }

    @Test
    void settingsAreReadByNameAndUnknownOnesRefused() {
        DynamoDbSettings settings = DynamoDbSettings.defaults()
                .with("table", "history")
                .with("lease", "PT30S")
                .with("tags", "team=orders, stage=live");

        assertThat(settings.table()).isEqualTo("history");
        assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.tags()).containsOnly(Map.entry("team", "orders"), Map.entry("stage", "live"));
        assertThatThrownBy(() -> settings.with("lese", "PT30S"))
                .hasMessageContaining("Unknown setting upshift.dynamodb.lese")
                .hasMessageContaining("table-wait");
        assertThatThrownBy(() -> settings.with("table", "a b")).hasMessageContaining("3 to 255");
        assertThatThrownBy(() -> settings.with("lease", "PT0.5S")).hasMessageContaining("at least a second");
    }

    private static TableDescription replicated(TableDescription table) {
        return table.toBuilder()
                .replicas(ReplicaDescription.builder().regionName("eu-west-1").build())
                .build();
    }
}
