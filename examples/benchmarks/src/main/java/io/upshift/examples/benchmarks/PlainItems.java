package io.upshift.examples.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** The work with the client of the AWS SDK alone: no checkpoint, no claim, no way to go on after a crash. */
final class PlainItems {
    /** One at a time takes too long to be done for all. */
    private static final int MOST_ONE_BY_ONE = 2_000;

    private PlainItems() {}

    /** As a loop over queries does it: each item is read and put back, one after the other. */
    static int oneByOne(DynamoDbClient client, int items) {
        int number = 0;
        for (; number < Math.min(items, MOST_ONE_BY_ONE); number++) {
            String id = BenchItems.id(number);
            Map<String, AttributeValue> item = new HashMap<>(client.query(request -> request.tableName(BenchItems.TABLE)
                            .keyConditionExpression("id = :id")
                            .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(id))))
                    .items()
                    .get(0));
            item.put("cents", AttributeValue.fromN("1"));
            client.putItem(request -> request.tableName(BenchItems.TABLE).item(item));
        }
        return number;
    }

    /** A parallel scan, and for each segment as many conditional updates at once as Upshift has. */
    static int parallel(DynamoDbClient client, int items, int segments) throws Exception {
        ExecutorService scans = Executors.newFixedThreadPool(segments);
        ExecutorService updates = Executors.newFixedThreadPool(segments * ItemWay.IN_FLIGHT);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int segment = 0; segment < segments; segment++) {
                int number = segment;
                all.add(scans.submit(() -> segment(client, number, segments, updates)));
            }
            int changed = 0;
            for (Future<Integer> one : all) {
                changed += one.get();
            }
            return changed;
        } finally {
            scans.shutdown();
            updates.shutdown();
        }
    }

    private static int segment(DynamoDbClient client, int segment, int segments, ExecutorService updates)
            throws Exception {
        int changed = 0;
        Map<String, AttributeValue> start = Map.of();
        do {
            Map<String, AttributeValue> from = start;
            ScanResponse page = client.scan(request -> request.tableName(BenchItems.TABLE)
                    .segment(segment)
                    .totalSegments(segments)
                    .consistentRead(true)
                    .exclusiveStartKey(from.isEmpty() ? null : from));
            changed += update(client, page.items(), updates);
            start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
        } while (!start.isEmpty());
        return changed;
    }

    private static int update(DynamoDbClient client, List<Map<String, AttributeValue>> items, ExecutorService updates)
            throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < ItemWay.IN_FLIGHT; i++) {
            all.add(updates.submit(() -> {
                for (int number = next.getAndIncrement(); number < items.size(); number = next.getAndIncrement()) {
                    update(client, items.get(number));
                }
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        return items.size();
    }

    private static void update(DynamoDbClient client, Map<String, AttributeValue> item) {
        client.updateItem(request -> request.tableName(BenchItems.TABLE)
                .key(Map.of("id", item.getOrDefault("id", AttributeValue.fromNul(true))))
                .updateExpression("set cents = :one, done = :one")
                .conditionExpression("attribute_exists(id) and attribute_not_exists(done)")
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
    }
}
