package io.upshift.dynamodb.items;

import io.upshift.Validation;
import io.upshift.dynamodb.DynamoDbSession;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Checks of items after a backfill. Each but the sample reads the whole table once, a page at a time. */
public final class ItemValidations {
    private static final int SEGMENTS = 1_000;

    private ItemValidations() {}

    /** The table has as many items after the work as before; for a table that nobody adds to meanwhile. */
    public static Validation<DynamoDbSession> sameItems(String table) {
        return Validation.unchanged("items of " + table, session -> count(session, table, "", Map.of()));
    }

    /**
     * No item is left that doesn't meet a condition.
     *
     * @param values of the condition's placeholders
     */
    public static Validation<DynamoDbSession> everyItem(
            String table, String condition, Map<String, AttributeValue> values) {
        return Validation.of(
                "every item of " + table + ": " + condition,
                session -> count(session, table, "not (" + condition + ")", values),
                0);
    }

    /**
     * Items from random parts of the table satisfy code.
     *
     * @param items how many to look at, about
     */
    public static Validation<DynamoDbSession> sample(String table, int items, ItemCheck check) {
        return Validation.of("a sample of " + table, session -> failing(session, table, items, check), 0);
    }

    /** Says whether an item is as it should be. */
    @FunctionalInterface
    public interface ItemCheck {
        boolean holds(Item item) throws Exception;
    }

    private static long count(
            DynamoDbSession session, String table, String condition, Map<String, AttributeValue> values) {
        long count = 0;
        Map<String, AttributeValue> start = Map.of();
        do {
            ScanRequest.Builder scan =
                    ScanRequest.builder().tableName(table).select(Select.COUNT).consistentRead(true);
            if (!condition.isEmpty()) {
                new Expression(Map.of(), values).filter(scan, condition);
            }
            if (!start.isEmpty()) {
                scan.exclusiveStartKey(start);
            }
            ScanResponse page = session.retry(() -> session.client().scan(scan.build()));
            count += page.count();
            start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
        } while (!start.isEmpty());
        return count;
    }

    /** Goes on from a random segment, because one of a thousand may have no item. */
    private static long failing(DynamoDbSession session, String table, int items, ItemCheck check) throws Exception {
        int first = ThreadLocalRandom.current().nextInt(SEGMENTS);
        int looked = 0;
        long failing = 0;
        for (int i = 0; i < SEGMENTS && looked < items; i++) {
            int segment = (first + i) % SEGMENTS;
            int left = items - looked;
            ScanResponse page = session.retry(() -> session.client()
                    .scan(scan -> scan.tableName(table)
                            .segment(segment)
                            .totalSegments(SEGMENTS)
                            .consistentRead(true)
                            .limit(left)));
            looked += page.count();
            for (Map<String, AttributeValue> item : page.items()) {
                failing += check.holds(new Item(item)) ? 0 : 1;
            }
        }
        return failing;
    }
}
