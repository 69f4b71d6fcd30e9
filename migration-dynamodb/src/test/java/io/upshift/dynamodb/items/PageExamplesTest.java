package io.upshift.dynamodb.items;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.MigrationRunner;
import io.upshift.RevertTo;
import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What docs/dynamodb.md shows works, there and back. */
class PageExamplesTest {
    private final DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
    private final DynamoDbClient client = account.client();

    @AfterEach
    void deleteTables() {
        client.close();
        account.close();
    }

    @Test
    void centsAreFilledAndTheAmountsPutBack() {
        Orders.make(client, 0);
        for (int number = 0; number < 30; number++) {
            Map<String, AttributeValue> order = new HashMap<>(Orders.order(number));
            order.remove("cents");
            order.put("amount", AttributeValue.fromN(number + ".25"));
            client.putItem(put -> put.tableName(Orders.TABLE).item(order));
        }
        Map<Integer, Map<String, AttributeValue>> before = Orders.all(client);
        MigrationRunner<DynamoDbSession> runner = Orders.runner(Orders.target(client), 2, new FillCents1709123456795());

        runner.migrate();
        assertThat(Orders.number(Orders.all(client).getOrDefault(7, Map.of()), "cents"))
                .isEqualTo(725);
        runner.revert(RevertTo.last(1), plan -> true);

        assertThat(Orders.all(client)).isEqualTo(before);
    }

    @Test
    void theStepsOfAMoveAreNamed() {
        AtomicBoolean held = new AtomicBoolean();
        assertThat(new MoveOrders1709123456796(new Switch(held)).steps())
                .extracting(step -> step.name())
                .containsExactly(
                        "create table orders_by_customer",
                        "hold the writers of orders",
                        "copy orders to orders_by_customer",
                        "compare orders with orders_by_customer",
                        "point to orders_by_customer",
                        "let the writers go");
    }

    private record Switch(AtomicBoolean held) implements WriterFreeze {
        @Override
        public void freeze(DynamoDbSession session) {
            held.set(true);
        }

        @Override
        public void thaw(DynamoDbSession session) {
            held.set(false);
        }

        @Override
        public boolean isFrozen(DynamoDbSession session) {
            return held.get();
        }
    }
}
