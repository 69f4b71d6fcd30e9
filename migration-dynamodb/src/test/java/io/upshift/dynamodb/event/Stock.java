package io.upshift.dynamodb.event;

import io.upshift.Batches;
import io.upshift.DataMigration;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.Settings;
import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.dynamodb.DynamoDbSettings;
import io.upshift.dynamodb.DynamoDbTarget;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventRegistryBuilder;
import io.upshift.event.EventSchema;
import io.upshift.event.EventUpcaster;
import io.upshift.event.UpcasterChain;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Streams of stock events; every rewrite of one counts itself in the payload, so that a second one would show. */
final class Stock {
    static final String TABLE = "stock_events";
    static final EventItems EVENTS = EventItems.of(TABLE).metadata("metadata");
    static final EventSchema V1 = EventSchema.of("ItemCreated", 1);

    private Stock() {}

    static EventRegistryBuilder<Map<String, Object>> registry() {
        return EventRegistry.ofMaps()
                .event("ItemCreated", 1, 2, 3)
                .event("StockAdjusted", 1)
                .add(EventUpcaster.of(V1, Stock::counted))
                .add(EventUpcaster.of(V1.next(), Stock::counted));
    }

    static Map<String, Object> counted(Map<String, Object> payload) {
        payload.merge("upcasts", BigDecimal.ONE, (was, one) -> ((BigDecimal) was).add((BigDecimal) one));
        return payload;
    }

    static UpcasterChain<AttributeValue, Map<String, Object>> chain(
            EventRegistryBuilder<Map<String, Object>> registry) {
        return registry.build().chain(AttributeCodec.maps());
    }

    /** Per stream an ItemCreated, of versions 1 to 3 in turn, and a StockAdjusted without a version. */
    static void make(DynamoDbClient client, int streams) {
        client.createTable(request -> request.tableName(TABLE)
                .attributeDefinitions(
                        AttributeDefinition.builder()
                                .attributeName("streamId")
                                .attributeType(ScalarAttributeType.S)
                                .build(),
                        AttributeDefinition.builder()
                                .attributeName("position")
                                .attributeType(ScalarAttributeType.N)
                                .build())
                .keySchema(
                        KeySchemaElement.builder()
                                .attributeName("streamId")
                                .keyType(KeyType.HASH)
                                .build(),
                        KeySchemaElement.builder()
                                .attributeName("position")
                                .keyType(KeyType.RANGE)
                                .build())
                .billingMode(BillingMode.PAY_PER_REQUEST));
        List<WriteRequest> batch = new ArrayList<>();
        for (int stream = 1; stream <= streams; stream++) {
            batch.add(put(event("item-" + stream, 1, "ItemCreated", 1 + stream % 3)));
            batch.add(put(event("item-" + stream, 2, "StockAdjusted", 0)));
            if (batch.size() >= 24 || stream == streams) {
                List<WriteRequest> full = List.copyOf(batch);
                client.batchWriteItem(request -> request.requestItems(Map.of(TABLE, full)));
                batch.clear();
            }
        }
    }

    /** @param version 0 for none */
    static Map<String, AttributeValue> event(String stream, int position, String type, int version) {
        Map<String, AttributeValue> event = new HashMap<>();
        event.put("streamId", AttributeValue.fromS(stream));
        event.put("position", AttributeValue.fromN(Integer.toString(position)));
        event.put("eventType", AttributeValue.fromS(type));
        if (version > 0) {
            event.put("schemaVersion", AttributeValue.fromN(Integer.toString(version)));
        }
        event.put(
                "payload",
                AttributeValue.fromM(Map.of(
                        "sku", AttributeValue.fromS("s-" + stream),
                        "price", AttributeValue.fromN("12345678901234567890.123456789"),
                        "tags", AttributeValue.fromSs(List.of("a", "b")))));
        event.put(
                "metadata",
                AttributeValue.fromM(Map.of(
                        "user", AttributeValue.fromS("u"),
                        "trace", AttributeValue.fromM(Map.of("id", AttributeValue.fromN("7"))))));
        return event;
    }

    static void put(DynamoDbClient client, Map<String, AttributeValue> event) {
        client.putItem(request -> request.tableName(TABLE).item(event));
    }

    static List<Map<String, AttributeValue>> all(DynamoDbClient client) {
        return client.scanPaginator(request -> request.tableName(TABLE).consistentRead(true)).items().stream()
                .toList();
    }

    static AttributeValue of(Map<String, AttributeValue> item, String attribute) {
        return Objects.requireNonNull(item.get(attribute), attribute);
    }

    /** How many ItemCreated there are of each version and number of upcasts, such as {@code v3/2}. */
    static Map<String, Integer> created(DynamoDbClient client) {
        Map<String, Integer> created = new TreeMap<>();
        for (Map<String, AttributeValue> item : all(client)) {
            if (of(item, "eventType").s().equals("ItemCreated")) {
                AttributeValue upcasts = of(item, "payload").m().get("upcasts");
                String version = of(item, "schemaVersion").n();
                created.merge("v" + version + "/" + (upcasts == null ? "0" : upcasts.n()), 1, Integer::sum);
            }
        }
        return created;
    }

    static MigrationRunner<DynamoDbSession> runner(DynamoDbClient client, int workers, Batches<DynamoDbSession> up) {
        return runner(client, workers, new Work(up, Optional.empty()));
    }

    static MigrationRunner<DynamoDbSession> runner(DynamoDbClient client, int workers, Work work) {
        return runner(client, workers, work, Duration.ofSeconds(20));
    }

    /** @param lease what the run behind a killed one has to wait for */
    static MigrationRunner<DynamoDbSession> runner(DynamoDbClient client, int workers, Work work, Duration lease) {
        return MigrationRunner.on(DynamoDbTarget.of(client)
                        .settings(DynamoDbSettings.defaults().lease(lease).tableWait(Duration.ofSeconds(20))))
                .service("stock", "1")
                .settings(Settings.defaults().lockWait(Duration.ofSeconds(30)).batchWorkers(workers))
                .add(work)
                .build();
    }

    private static WriteRequest put(Map<String, AttributeValue> event) {
        return WriteRequest.builder()
                .putRequest(PutRequest.builder().item(event).build())
                .build();
    }

    record Work(Batches<DynamoDbSession> up, Optional<Batches<DynamoDbSession>> down)
            implements DataMigration<DynamoDbSession> {
        @Override
        public MigrationId id() {
            return MigrationId.of("1", "events");
        }
    }
}
