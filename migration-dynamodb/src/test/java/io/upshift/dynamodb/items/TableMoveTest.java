package io.upshift.dynamodb.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.OnlineMigration;
import io.upshift.RevertTo;
import io.upshift.Step;
import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.dynamodb.TableDefinition;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class TableMoveTest {
    private static final PointerItem POINTER = new PointerItem("table_names", "orders", Orders.TABLE);

    private final DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
    private final DynamoDbClient client = account.client();
    private final Writers writers = new Writers();

    @BeforeEach
    void makeTables() {
        Orders.make(client, 150);
        client.createTable(request -> request.tableName("table_names")
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("name")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("name")
                        .keyType(KeyType.HASH)
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST));
    }

    @AfterEach
    void deleteTables() {
        client.close();
        account.close();
    }

    @Test
    void itemsAreMovedToATableWithAnotherKeyAndTheServiceIsPointedToIt() {
        runner(moving(item -> withKey(item, Orders.text(item.attributes(), "status"))))
                .migrate();

        assertThat(POINTER.read(client)).isEqualTo("orders_v2");
        assertThat(writers.held).isFalse();
        assertThat(writers.calls).containsExactly("freeze", "thaw");
        var moved = client.scan(request -> request.tableName("orders_v2")).items();
        assertThat(moved)
                .hasSize(150)
                .allSatisfy(item -> assertThat(item.get("group")).isEqualTo(item.get("status")));
        assertThat(Orders.wrong(client, 150, 0)).isEmpty();
    }

    @Test
    void aRevertPointsBackAsLongAsNobodyHasWrittenToTheNewTable() {
        MigrationRunner<DynamoDbSession> runner =
                runner(moving(item -> withKey(item, Orders.text(item.attributes(), "status"))));
        runner.migrate();
        client.putItem(put -> put.tableName("orders_v2").item(withKey(new Item(Orders.order(1_000)), "new")));

        assertThatThrownBy(() -> runner.revert(RevertTo.last(1), plan -> true))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("somebody has written to orders_v2");
        assertThat(POINTER.read(client)).isEqualTo("orders_v2");
        assertThat(writers.held).isFalse();

        client.deleteItem(delete -> delete.tableName("orders_v2")
                .key(Map.of("group", AttributeValue.fromS("new"), "orderId", AttributeValue.fromS("order-1000"))));
        runner.revert(RevertTo.last(1), plan -> true);
        assertThat(POINTER.read(client)).isEqualTo(Orders.TABLE);
        assertThat(writers.held).isFalse();
        assertThat(client.listTables().tableNames()).contains("orders_v2");
    }

    @Test
    void twoItemsWithTheSameNewKeyEndTheRunAndArePointedToByNobody() {
        assertThatThrownBy(() -> runner(moving(item -> {
                            Map<String, AttributeValue> mapped = withKey(item, "one");
                            mapped.put("orderId", AttributeValue.fromS("same"));
                            return mapped;
                        }))
                        .migrate())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("another item is in orders_v2");

        assertThat(POINTER.read(client)).isEqualTo(Orders.TABLE);
    }

    @Test
    void aWriteInSpiteOfTheFreezeIsFoundBeforeThePointerMoves() {
        AtomicBoolean written = new AtomicBoolean();
        OnlineMigration<DynamoDbSession> moving = moving(item -> {
            if (item.text("orderId").equals("order-3") && !written.getAndSet(true)) {
                client.updateItem(update -> update.tableName(Orders.TABLE)
                        .key(Map.of("orderId", AttributeValue.fromS("order-3")))
                        .updateExpression("set cents = :other")
                        .expressionAttributeValues(Map.of(":other", AttributeValue.fromN("77"))));
            }
            return withKey(item, item.text("status"));
        });

        assertThatThrownBy(() -> runner(moving).migrate())
                .hasMessageContaining("orders and orders_v2 differ in 1 of 256 buckets of keys");
        assertThat(POINTER.read(client)).isEqualTo(Orders.TABLE);
        assertThat(writers.held).isTrue();

        runner(moving).revert(RevertTo.everything(), plan -> true);
        assertThat(writers.held).isFalse();
    }

    private MigrationRunner<DynamoDbSession> runner(OnlineMigration<DynamoDbSession> migration) {
        return Orders.runner(Orders.target(client), 2, migration);
    }

    private OnlineMigration<DynamoDbSession> moving(TableCopy.ItemMapping mapping) {
        return new Moving(TableMove.of(
                TableCopy.of(Orders.TABLE, "orders_v2", mapping),
                TableDefinition.of("orders_v2")
                        .partitionKey("group", ScalarAttributeType.S)
                        .sortKey("orderId", ScalarAttributeType.S),
                writers,
                POINTER));
    }

    private static Map<String, AttributeValue> withKey(Item item, String group) {
        Map<String, AttributeValue> mapped = new HashMap<>(item.attributes());
        mapped.put("group", AttributeValue.fromS(group));
        return mapped;
    }

    /** A service with a switch. */
    private static final class Writers implements WriterFreeze {
        private final List<String> calls = new ArrayList<>();
        private boolean held;

        @Override
        public void freeze(DynamoDbSession session) {
            calls.add("freeze");
            held = true;
        }

        @Override
        public void thaw(DynamoDbSession session) {
            calls.add("thaw");
            held = false;
        }

        @Override
        public boolean isFrozen(DynamoDbSession session) {
            return held;
        }
    }

    private record Moving(List<Step<DynamoDbSession>> steps) implements OnlineMigration<DynamoDbSession> {
        @Override
        public MigrationId id() {
            return MigrationId.of("1", "move");
        }
    }
}
