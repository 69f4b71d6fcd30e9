package io.upshift.dynamodb;

import io.upshift.StepException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Looks for items that have a key attribute of an index in another type: the service leaves them out of the index without
 * a word, and refuses to write such items from then on.
 */
record IndexedItems(String table, SecondaryIndex index) {
    /** A look reads the whole table; beyond this it is the author's to order, with the read units that it costs. */
    private static final long LARGEST = 256L << 20;

    void check(DynamoDbSession session, TableDescription description) throws StepException {
        if (isLarge(session, description)) {
            return;
        }
        long wrong = count(session, null, "(attribute_exists(%1$s) and not attribute_type(%1$s, %2$s))", " or ");
        if (wrong > 0) {
            throw new StepException(
                    wrong + " items of " + table + " have a key of the index " + index.name() + " in another type than "
                            + TableShape.keys(index.keySchema(), SecondaryIndex.attributes(index.keys()))
                            + ", and would be missing from it",
                    "correct these items in an earlier migration; nothing was changed");
        }
    }

    /** Tells how many items the index has beside how many it should have; writers may go on meanwhile. */
    void compare(DynamoDbSession session) {
        TableDescription description = TableShape.find(session.client(), table);
        if (description == null || isLarge(session, description)) {
            return;
        }
        long expected = count(session, null, "attribute_type(%1$s, %2$s)", " and ");
        long indexed = count(session, index.name(), "attribute_type(%1$s, %2$s)", " and ");
        session.progress("the index " + index.name() + " has " + indexed + " of " + expected + " items of " + table);
    }

    private boolean isLarge(DynamoDbSession session, TableDescription description) {
        Long size = description.tableSizeBytes();
        boolean isLarge = size != null && size > LARGEST;
        if (isLarge) {
            session.progress(table + " has " + (size >> 20) + " MB, too many to count the items of its index");
        }
        return isLarge;
    }

    /** @param in the index to look through; null for the table */
    private long count(DynamoDbSession session, @Nullable String in, String condition, String joined) {
        List<String> conditions = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        for (KeyAttribute key : index.keys()) {
            String name = "#k" + conditions.size();
            String type = ":t" + conditions.size();
            conditions.add(String.format(Locale.ROOT, condition, name, type));
            names.put(name, key.name());
            values.put(type, Items.of(key.type().toString()));
        }
        ScanRequest scan = ScanRequest.builder()
                .tableName(table)
                .indexName(in)
                .select(Select.COUNT)
                .filterExpression(String.join(joined, conditions))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build();
        long count = 0;
        Map<String, AttributeValue> start = Map.of();
        do {
            ScanRequest from = start.isEmpty()
                    ? scan
                    : scan.toBuilder().exclusiveStartKey(start).build();
            ScanResponse page = Retries.call(() -> session.client().scan(from));
            count += page.count();
            start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
        } while (!start.isEmpty());
        return count;
    }
}
