package io.upshift.examples.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationCoordinator;
import io.upshift.Report;
import io.upshift.RevertTo;
import io.upshift.Settings;
import io.upshift.dynamodb.DynamoDbTarget;
import io.upshift.postgres.PostgresTarget;
import io.upshift.testkit.Database;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import io.upshift.testkit.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The order service on PostgreSQL and DynamoDB, both real. */
class OrderStoresTest {
    private final Database database = PostgresServer.shared().freshDatabase();
    private final DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
    private final DynamoDbClient client = account.client();
    private final MigrationCoordinator coordinator = coordinator(client);

    @AfterEach
    void close() {
        client.close();
        account.close();
        database.close();
    }

    @Test
    void bothStoresAreBroughtToWhatTheServiceExpects() {
        assertThat(coordinator.stores()).containsExactly("postgresql", "dynamodb");
        assertThat(coordinator.unmetExpectations()).isNotEmpty();

        Report report = coordinator.migrate();

        assertThat(report.stores()).hasSize(2).allMatch(Report.Completed.class::isInstance);
        assertThat(report.stores().get(1).results()).hasSize(2);
        assertThat(coordinator.unmetExpectations()).isEmpty();
        assertThat(coordinator.migrate()).isInstanceOf(Report.UpToDate.class);
        TableDescription table = describe("order_status_history");
        assertThat(table.keySchema())
                .extracting(key -> key.keyTypeAsString() + " " + key.attributeName())
                .containsExactly("HASH orderId", "RANGE timestamp");
        assertThat(table.provisionedThroughput().readCapacityUnits()).isEqualTo(5);
        assertThat(table.provisionedThroughput().writeCapacityUnits()).isEqualTo(5);
        assertThat(table.streamSpecification().streamViewTypeAsString()).isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(table.globalSecondaryIndexes()).singleElement().satisfies(index -> {
            assertThat(index.indexName()).isEqualTo("StatusIndex");
            assertThat(index.keySchema()).extracting(key -> key.attributeName()).containsExactly("status", "timestamp");
            assertThat(index.projection().projectionTypeAsString()).isEqualTo("ALL");
            assertThat(index.provisionedThroughput().writeCapacityUnits()).isEqualTo(5);
        });
        TableDescription metrics = describe("order_metrics");
        assertThat(metrics.keySchema())
                .extracting(key -> key.keyTypeAsString() + " " + key.attributeName())
                .containsExactly("HASH metricKey", "RANGE timestamp");
        assertThat(metrics.billingModeSummary().billingModeAsString()).isEqualTo("PAY_PER_REQUEST");
    }

    @Test
    void aTableThatIsGoneIsNamed() {
        coordinator.migrate();
        client.deleteTable(request -> request.tableName("order_status_history"));

        assertThat(coordinator.unmetExpectations())
                .anyMatch(unmet -> unmet.contains("has no table order_status_history"));
    }

    @Test
    void everythingGoesBackAndForth() {
        coordinator.migrate();

        coordinator.revert(RevertTo.version("postgresql:1709100000000"), plan -> true);
        assertThat(client.listTables().tableNames()).doesNotContain("order_status_history");

        coordinator.migrate();
        assertThat(coordinator.validate()).isEmpty();
        assertThat(coordinator.unmetExpectations()).isEmpty();
    }

    @Test
    void whenDynamoDbFailsPostgresqlIsDoneAndARerunGoesOn() {
        try (DynamoDbClient broken = account.client(new NoNewTables("order_status_history"))) {
            assertThatThrownBy(() -> coordinator(broken).migrate())
                    .hasMessageContaining("postgresql done (")
                    .hasMessageContaining("dynamodb failed (")
                    .hasMessageContaining("a rerun leaves what is applied and goes on with the rest");
        }

        Report report = coordinator.migrate();
        assertThat(report.stores().get(0)).isInstanceOf(Report.UpToDate.class);
        assertThat(report.stores().get(1).results()).hasSize(2);
    }

    private MigrationCoordinator coordinator(DynamoDbClient tables) {
        return OrderStores.all(
                PostgresTarget.of(database.dataSource()), DynamoDbTarget.of(tables), Settings.defaults());
    }

    private TableDescription describe(String table) {
        return client.describeTable(request -> request.tableName(table)).table();
    }
}
