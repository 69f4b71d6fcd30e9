package io.upshift.dynamodb.items;

import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.upshift.OnlineMigration;
import io.upshift.Step;
import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.dynamodb.TableDefinition;
import java.util.List;

/** Orders of one customer beside each other. */
final class MoveOrders1709123456796 implements OnlineMigration<DynamoDbSession> {
    private final WriterFreeze writers;

    MoveOrders1709123456796(WriterFreeze writers) {
        this.writers = writers;
    }

    @Override
    public List<Step<DynamoDbSession>> steps() {
        return TableMove.of(
                TableCopy.of("orders", "orders_by_customer", Item::attributes),
                TableDefinition.of("orders_by_customer")
                        .partitionKey("customerId", S)
                        .sortKey("orderId", S),
                writers,
                new PointerItem("table_names", "orders", "orders"));
    }
}
