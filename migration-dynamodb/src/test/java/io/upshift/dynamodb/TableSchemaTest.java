package io.upshift.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.ExpectedSchema;
import io.upshift.Schema;
import io.upshift.SchemaObject;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import io.upshift.testkit.dynamodb.CloudFeatures;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** Tables as a schema, to expect and to compare. */
class TableSchemaTest {
    private static final TableDefinition HISTORY = TableDefinition.of("order_status_history")
            .partitionKey("orderId", ScalarAttributeType.S)
            .sortKey("timestamp", ScalarAttributeType.N)
            .globalIndex(SecondaryIndex.named("StatusIndex")
                    .partitionKey("status", ScalarAttributeType.S)
                    .sortKey("timestamp", ScalarAttributeType.N))
            .localIndex(SecondaryIndex.named("Reason")
                    .sortKey("reason", ScalarAttributeType.S)
                    .including("note", "actor"))
            .stream(StreamViewType.NEW_AND_OLD_IMAGES)
            .timeToLive("expires")
            .deletionProtection();

    private final DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
    private final DynamoDbClient client = account.client();
    private final DynamoDbTarget target = Sample.target(client);

    @AfterEach
    void deleteTables() {
        client.close();
        account.close();
    }

    @Test
    void everythingThatATableIsStandsInItAndNoTrackingTable() {
        Sample.runner(target, List.of(new Sample.Steps(1, List.of(Tables.create(HISTORY)))))
                .migrate();

        Schema schema = target.inspect();

        assertThat(schema.objects())
                .extracting(SchemaObject::toString)
                .containsExactly(
                        "billing mode order_status_history: PAY_PER_REQUEST",
                        "deletion protection order_status_history: on",
                        "global index order_status_history.StatusIndex: status (S), timestamp (N), projecting ALL",
                        "local index order_status_history.Reason: orderId (S), reason (S), projecting INCLUDE of actor,"
                                + " note",
                        "stream order_status_history: NEW_AND_OLD_IMAGES",
                        "table order_status_history: orderId (S), timestamp (N)",
                        "time to live order_status_history: expires");
    }

    @Test
    void whatIsSwitchedOnLaterIsDrift() {
        make("t-1");
        try (DynamoDbClient cloud = account.client(new CloudFeatures())) {
            DynamoDbTarget recoverable = Sample.target(cloud);
            Schema before = recoverable.inspect();
            cloud.updateContinuousBackups(request -> request.tableName("t-1")
                    .pointInTimeRecoverySpecification(spec -> spec.pointInTimeRecoveryEnabled(true)));

            assertThat(recoverable.inspect().differenceFrom(before).lines())
                    .containsExactly("+ point-in-time recovery t-1: on");
        }
    }

    @Test
    void onlyTheServicesOwnTablesAreShown() {
        make("order_metrics");
        make("order_status");
        make("stock");

        assertThat(target.tables("order_*").inspect().objects())
                .filteredOn(object -> object.kind().equals("table"))
                .extracting(SchemaObject::name)
                .containsExactly("order_metrics", "order_status");
        assertThat(target.tables("stock", "none").inspect().objects())
                .extracting(SchemaObject::name)
                .containsOnly("stock");
    }

    @Test
    void aServiceExpectsTablesKeysIndexesAndStreams() {
        client.createTable(HISTORY.request());

        ExpectedSchema expected = ExpectedSchema.on(target)
                .tables("order_status_history")
                .has("table", "order_status_history", "orderId (S), timestamp (N)")
                .index("order_status_history.StatusIndex")
                .has("stream", "order_status_history", "NEW_AND_OLD_IMAGES");
        assertThat(expected.unmet()).isEmpty();
        assertThat(expected.tables("order_metrics")
                        .has("stream", "order_status_history", "KEYS_ONLY")
                        .has("time to live", "order_status_history", "expires")
                        .unmet())
                .hasSize(3)
                .anyMatch(unmet -> unmet.endsWith("has no table order_metrics (it has order_status_history)"))
                .anyMatch(unmet ->
                        unmet.endsWith("has the stream order_status_history: NEW_AND_OLD_IMAGES, and not KEYS_ONLY"));
    }

    private void make(String table) {
        client.createTable(TableDefinition.of(table)
                .partitionKey("id", ScalarAttributeType.S)
                .request());
    }
}
