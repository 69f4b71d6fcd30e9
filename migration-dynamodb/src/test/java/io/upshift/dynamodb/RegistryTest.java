package io.upshift.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.State;
import io.upshift.Status;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class RegistryTest {
    private final DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
    private final DynamoDbClient client = account.client();

    @AfterEach
    void deleteTables() {
        client.close();
        account.close();
    }

    @Test
    void itemsOfAnotherToolsRegistryBecomeBaselinesAndFailedOnesStayPending() {
        makeTable("id", ScalarAttributeType.S);
        put(Map.of(
                "id",
                text("1-steps"),
                "description",
                text("Makes counts"),
                "appliedAt",
                text("2026-01-02T03:04:05.678Z")));
        put(Map.of("id", text("2-code"), "status", text("FAILED")));
        put(Map.of("id", text("create-status-history"), "timestamp", AttributeValue.fromN("0")));
        client.createTable(TableDefinition.of(Sample.COUNTS)
                .partitionKey("id", ScalarAttributeType.S)
                .request());
        MigrationRunner<DynamoDbSession> runner = Sample.runner(client, Sample.counts(), Sample.count(2));

        assertThat(runner.plan().items())
                .extracting(item -> item.id().toString())
                .containsExactly("2-code");
        runner.migrate();

        assertThat(Sample.ran(client, 2)).isEqualTo(1);
        assertThat(runner.validate()).isEmpty();
        assertThat(runner.status().migrations())
                .extracting(line -> line.id() + " " + line.state())
                .containsExactly(
                        "0-create-status-history " + State.BASELINE,
                        "1-steps " + State.BASELINE,
                        "2-code " + State.APPLIED);
        assertThat(runner.status().migrations())
                .extracting(Status.Line::description)
                .contains("Makes counts");
        assertThat(client.scan(request -> request.tableName(Sample.TRACKING)).items())
                .hasSize(3);
        assertThat(client.listTables().tableNames()).contains(Sample.TRACKING + "_history");
    }

    @Test
    void anItemWithoutAVersionIsNamedAndNothingIsChanged() {
        makeTable("id", ScalarAttributeType.S);
        put(Map.of("id", text("create-status-history")));

        assertThatThrownBy(() -> Sample.runner(client, Sample.counts()).migrate())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("no version is in create-status-history");
        assertThat(client.listTables().tableNames()).containsExactly(Sample.TRACKING);
    }

    @Test
    void aTableOfAnotherShapeIsRefusedByItsKey() {
        makeTable("name", ScalarAttributeType.N);

        assertThatThrownBy(() -> Sample.runner(client, Sample.counts()).migrate())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("its key is name (N) instead of pk (S), sk (S)")
                .hasMessageContaining("upshift.dynamodb.table");
    }

    private void makeTable(String key, ScalarAttributeType type) {
        client.createTable(
                TableDefinition.of(Sample.TRACKING).partitionKey(key, type).request());
    }

    private void put(Map<String, AttributeValue> item) {
        client.putItem(request -> request.tableName(Sample.TRACKING).item(item));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
