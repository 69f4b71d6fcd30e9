package io.upshift.dynamodb.items;

import io.upshift.Batches;
import io.upshift.Change;
import io.upshift.DataMigration;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.Settings;
import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.dynamodb.DynamoDbSettings;
import io.upshift.dynamodb.DynamoDbTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A table of orders, and migrations of its items. */
final class Orders {
    static final String TABLE = "orders";
    static final String MARKER = "upshift_1_0";

    private Orders() {}

    /** As many orders as asked for; each has its number as {@code cents}. */
    static void make(DynamoDbClient client, int orders) {
        client.createTable(request -> request.tableName(TABLE)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("orderId")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("orderId")
                        .keyType(KeyType.HASH)
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST));
        List<WriteRequest> batch = new ArrayList<>();
        for (int number = 0; number < orders; number++) {
            Map<String, AttributeValue> item = order(number);
            batch.add(WriteRequest.builder()
                    .putRequest(PutRequest.builder().item(item).build())
                    .build());
            if (batch.size() == 25 || number == orders - 1) {
                List<WriteRequest> full = List.copyOf(batch);
                client.batchWriteItem(request -> request.requestItems(Map.of(TABLE, full)));
                batch.clear();
            }
        }
    }

    static Map<String, AttributeValue> order(int number) {
        return Map.of(
                "orderId", AttributeValue.fromS("order-" + number),
                "status", AttributeValue.fromS(number % 2 == 0 ? "open" : "paid"),
                "cents", AttributeValue.fromN(Integer.toString(number)));
    }

    /** All of them by their number. */
    static Map<Integer, Map<String, AttributeValue>> all(DynamoDbClient client) {
        Map<Integer, Map<String, AttributeValue>> all = new HashMap<>();
        client.scanPaginator(request -> request.tableName(TABLE).consistentRead(true))
                .items()
                .forEach(item -> all.put(Integer.parseInt(text(item, "orderId").substring(6)), item));
        return all;
    }

    /** The numbers of the orders whose total isn't their number and so much more. */
    static List<Integer> wrong(DynamoDbClient client, int orders, int more) {
        Map<Integer, Map<String, AttributeValue>> all = all(client);
        return IntStream.range(0, orders)
                .filter(number -> number(all.getOrDefault(number, Map.of()), "cents") != number + more)
                .boxed()
                .toList();
    }

    static String text(Map<String, AttributeValue> item, String attribute) {
        return Objects.requireNonNull(item.get(attribute)).s();
    }

    /** -1 for none. */
    static long number(Map<String, AttributeValue> item, String attribute) {
        return Long.parseLong(
                item.getOrDefault(attribute, AttributeValue.fromN("-1")).n());
    }

    /** Adds one to each total: what is lost or doubled is seen. */
    static ItemBackfill increment() {
        return ItemBackfill.table(TABLE)
                .update(order -> ItemChange.none()
                        .set("cents", order.number("cents").longValueExact() + 1));
    }

    static DynamoDbTarget target(DynamoDbClient client) {
        return DynamoDbTarget.of(client)
                .settings(DynamoDbSettings.defaults()
                        .lease(Duration.ofSeconds(2))
                        .tableWait(Duration.ofSeconds(20)));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    static MigrationRunner<DynamoDbSession> runner(
            DynamoDbTarget target, int workers, Change<DynamoDbSession>... changes) {
        MigrationRunner.Builder<DynamoDbSession> builder = MigrationRunner.on(target)
                .service("orders", "1.0.0")
                .settings(Settings.defaults().lockWait(Duration.ofSeconds(30)).batchWorkers(workers));
        List.of(changes).forEach(builder::add);
        return builder.build();
    }

    /** Work on the items of the table. */
    record Work(
            int version,
            Batches<DynamoDbSession> up,
            @Nullable Batches<DynamoDbSession> back) implements DataMigration<DynamoDbSession> {
        static Work of(Batches<DynamoDbSession> up) {
            return new Work(1, up, null);
        }

        @Override
        public Optional<Batches<DynamoDbSession>> down() {
            return Optional.ofNullable(back);
        }

        @Override
        public MigrationId id() {
            return MigrationId.of(Integer.toString(version), "work");
        }
    }
}
