package io.upshift.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Change;
import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.RevertTo;
import io.upshift.RunEvent;
import io.upshift.Settings;
import io.upshift.Step;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import io.upshift.testkit.dynamodb.CloudFeatures;
import io.upshift.testkit.dynamodb.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Table steps on an endpoint whose tables take a while to change, as the service's do. */
class TablesTest {
    private static final String T = "order_status_history";
    private static final SecondaryIndex STATUS = SecondaryIndex.named("StatusIndex")
            .partitionKey("status", ScalarAttributeType.S)
            .sortKey("timestamp", ScalarAttributeType.N);
    private static final TableDefinition PLAIN = TableDefinition.of(T)
            .partitionKey("orderId", ScalarAttributeType.S)
            .sortKey("timestamp", ScalarAttributeType.N);

    private final DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
    private final CloudFeatures cloud = new CloudFeatures();
    private final DynamoDbClient client = account.client(Faults.transientStates(2), cloud);
    private final List<String> progress = new ArrayList<>();

    @AfterEach
    void deleteTables() {
        client.close();
        account.close();
    }

    @Test
    void aTableIsMadeWithAllThatWasDeclared() {
        TableDefinition full = PLAIN
                .globalIndex(STATUS)
                .globalIndex(SecondaryIndex.named("Total")
                        .partitionKey("customer", ScalarAttributeType.S)
                        .including("total"))
                .localIndex(SecondaryIndex.named("Local")
                        .sortKey("status", ScalarAttributeType.S)
                        .keysOnly())
                .stream(StreamViewType.NEW_AND_OLD_IMAGES)
                .timeToLive("expires")
                .deletionProtection();

        migrate(Tables.create(full));

        TableDescription table = table();
        assertThat(TableDifferences.between(full, table)).isEmpty();
        assertThat(table.deletionProtectionEnabled()).isTrue();
        assertThat(client.describeTimeToLive(request -> request.tableName(T))
                        .timeToLiveDescription()
                        .timeToLiveStatus())
                .isEqualTo(TimeToLiveStatus.ENABLED);
        assertThat(progress).anyMatch(note -> note.contains("is CREATING"));
    }

    @Test
    void aTableThatIsThereAlreadyIsTakenWhenItIsWhatWasDeclared() {
        client.createTable(PLAIN.request());

        migrate(Tables.create(PLAIN));

        assertThat(table().itemCount()).isZero();
    }

    @Test
    void aTableWithAnotherKeyIsRefusedAndTheDifferenceNamed() {
        client.createTable(TableDefinition.of(T)
                .partitionKey("orderId", ScalarAttributeType.N)
                .request());

        assertThatThrownBy(() -> migrate(Tables.create(PLAIN)))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("its key is orderId (N) instead of orderId (S), timestamp (N)");
    }

    @Test
    void aTableWithItemsIsNotDeletedByARevertUnlessThatWasSaid() {
        MigrationRunner<DynamoDbSession> runner = migrate(Tables.create(PLAIN));
        put("o", AttributeValue.fromS("new"));

        assertThatThrownBy(() -> runner.revert(RevertTo.last(), plan -> true))
                .hasMessageContaining("has items, and nobody said that they may go");

        assertThat(table().itemCount()).isEqualTo(1);
    }

    @Test
    void aDeletedTableLeavesABackup() {
        client.createTable(PLAIN.request());

        migrate(Tables.delete(T, Deletion.AFTER_BACKUP));

        assertThat(client.listTables().tableNames()).doesNotContain(T);
        assertThat(cloud.backups()).containsValue(T + "-before-deletion");
    }

    @Test
    void aProtectedTableIsNotDeleted() {
        client.createTable(PLAIN.deletionProtection().request());

        assertThatThrownBy(() -> migrate(Tables.delete(T, Deletion.WITHOUT_BACKUP)))
                .hasMessageContaining("is protected against deletion");
    }

    @Test
    void indexesAreAddedOneAfterTheOtherAndTakenBack() {
        client.createTable(PLAIN.request());
        put("a", AttributeValue.fromS("new"));
        SecondaryIndex other = SecondaryIndex.named("Other").partitionKey("other", ScalarAttributeType.S);

        MigrationRunner<DynamoDbSession> runner = migrate(Tables.addIndex(T, STATUS), Tables.addIndex(T, other));

        assertThat(table().globalSecondaryIndexes())
                .extracting(index -> index.indexName() + " " + index.indexStatusAsString())
                .containsExactlyInAnyOrder("StatusIndex ACTIVE", "Other ACTIVE");
        assertThat(progress).contains("the index StatusIndex has 1 of 1 items of " + T);
        runner.revert(RevertTo.last(), plan -> true);
        assertThat(table().globalSecondaryIndexes()).isEmpty();
    }

    @Test
    void anIndexThatWouldLeaveItemsOutIsRefusedWithTheirNumber() {
        client.createTable(PLAIN.request());
        put("a", AttributeValue.fromS("new"));
        put("b", AttributeValue.fromN("1"));
        put("c", AttributeValue.fromN("2"));

        assertThatThrownBy(() -> migrate(Tables.addIndex(T, STATUS)))
                .hasMessageContaining("2 items of " + T + " have a key of the index StatusIndex in another type");
        assertThat(table().globalSecondaryIndexes()).isEmpty();
    }

    @Test
    void anotherIndexOfTheSameNameIsRefused() {
        client.createTable(PLAIN.globalIndex(STATUS.keysOnly()).request());

        assertThatThrownBy(() -> migrate(Tables.addIndex(T, STATUS)))
                .hasMessageContaining("has another index of this name")
                .hasMessageContaining("projecting KEYS_ONLY instead of");
    }

    @Test
    void anIndexIsRemovedAndAddedAgainByTheRevert() {
        client.createTable(PLAIN.globalIndex(STATUS).request());

        MigrationRunner<DynamoDbSession> runner = migrate(Tables.removeIndex(T, STATUS));

        assertThat(table().globalSecondaryIndexes()).isEmpty();
        runner.revert(RevertTo.last(), plan -> true);
        assertThat(TableDifferences.between(PLAIN.globalIndex(STATUS), table())).isEmpty();
    }

    @Test
    void capacityAndBillingModeAreChangedThereAndBack() {
        client.createTable(PLAIN.globalIndex(STATUS).request());

        MigrationRunner<DynamoDbSession> runner =
                migrate(Tables.capacity(T, Capacity.onDemand(), Capacity.provisioned(7, 9)));

        assertThat(TableCapacity.of(table())).isEqualTo(Capacity.provisioned(7, 9));
        runner.revert(RevertTo.last(), plan -> true);
        assertThat(TableCapacity.of(table())).isEqualTo(Capacity.onDemand());
        assertThat(progress).anyMatch(note -> note.contains("4 times in 24 hours are allowed"));
    }

    @Test
    void theDaysDecreasesAreShownBeforeOneIsUsed() {
        client.createTable(PLAIN.provisioned(20, 20).request());

        migrate(Tables.capacity(T, Capacity.provisioned(20, 20), Capacity.provisioned(5, 20)));

        assertThat(progress).anyMatch(note -> note.contains("0 of 27 decreases of today are used"));
    }

    @Test
    void raisedCapacityIsPutBackByTheRunAfterTheOneThatFailed() {
        client.createTable(PLAIN.provisioned(5, 5).request());
        int[] calls = {0};
        Step<DynamoDbSession> work = Step.transactional(
                "work",
                session -> {
                    assertThat(TableCapacity.of(table())).isEqualTo(Capacity.provisioned(50, 50));
                    if (calls[0]++ == 0) {
                        throw new IllegalStateException("out of luck");
                    }
                },
                session -> {});
        List<Step<DynamoDbSession>> steps = Tables.withCapacity(T, Capacity.provisioned(50, 50), List.of(work));

        assertThatThrownBy(() -> runner(steps).migrate()).hasMessageContaining("out of luck");
        assertThat(TableCapacity.of(table())).isEqualTo(Capacity.provisioned(50, 50));
        runner(steps).migrate();

        assertThat(TableCapacity.of(table())).isEqualTo(Capacity.provisioned(5, 5));
        assertThat(runner(steps).validate()).isEmpty();
    }

    @Test
    void streamsExpiryProtectionAndRecoveryAreSwitchedOnAndOffAgain() {
        client.createTable(PLAIN.request());

        MigrationRunner<DynamoDbSession> runner = migrate(
                Tables.stream(T, StreamViewType.KEYS_ONLY),
                Tables.timeToLive(T, "expires"),
                Tables.deletionProtection(T, true),
                Tables.pointInTimeRecovery(T));

        assertThat(table().streamSpecification().streamViewType()).isEqualTo(StreamViewType.KEYS_ONLY);
        assertThat(table().deletionProtectionEnabled()).isTrue();
        assertThat(recovery()).isEqualTo("ENABLED");
        runner.revert(RevertTo.last(), plan -> true);
        assertThat(table().streamSpecification()).isNull();
        assertThat(table().deletionProtectionEnabled()).isFalse();
        assertThat(recovery()).isEqualTo("DISABLED");
    }

    @Test
    void aStreamWithAnotherViewIsRefused() {
        client.createTable(PLAIN.stream(StreamViewType.KEYS_ONLY).request());

        assertThatThrownBy(() -> migrate(Tables.stream(T, StreamViewType.NEW_IMAGE)))
                .hasMessageContaining("shows KEYS_ONLY instead of NEW_IMAGE");
    }

    @Test
    void aMissingTableIsNamed() {
        assertThatThrownBy(() -> migrate(Tables.stream(T, StreamViewType.NEW_IMAGE)))
                .hasMessageContaining("there is no table " + T);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private MigrationRunner<DynamoDbSession> migrate(Step<DynamoDbSession>... steps) {
        MigrationRunner<DynamoDbSession> runner = runner(List.of(steps));
        runner.migrate();
        assertThat(runner.validate()).isEmpty();
        return runner;
    }

    private MigrationRunner<DynamoDbSession> runner(List<Step<DynamoDbSession>> steps) {
        Change<DynamoDbSession> change = new Sample.Steps(1, steps);
        return MigrationRunner.on(Sample.target(client))
                .service("sample", "1")
                .add(change)
                .settings(Settings.defaults())
                .listener(event -> {
                    if (event instanceof RunEvent.Progress moved) {
                        progress.add(moved.note());
                    }
                })
                .build();
    }

    private void put(String order, AttributeValue status) {
        client.putItem(request -> request.tableName(T)
                .item(Map.of(
                        "orderId",
                        AttributeValue.fromS(order),
                        "timestamp",
                        AttributeValue.fromN("1"),
                        "status",
                        status)));
    }

    private TableDescription table() {
        return Objects.requireNonNull(TableShape.find(client, T));
    }

    private String recovery() {
        return client.describeContinuousBackups(request -> request.tableName(T))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription()
                .pointInTimeRecoveryStatusAsString();
    }
}
