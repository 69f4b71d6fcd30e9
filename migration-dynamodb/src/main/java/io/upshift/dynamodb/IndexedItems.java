package io.upshift.dynamodb;

import io.upshift.StepException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
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
        Long size = description.tableSizeBytes();
        if (size != null && size > LARGEST) {
            session.progress(table + " has " + (size >> 20) + " MB, too many to look for keys of a wrong type first");
            return;
        }
        long wrong = wrong(session);
        if (wrong > 0) {
            throw new StepException(
                    wrong + " items of " + table + " have a key of the index " + index.name() + " in another type than "
                            + TableShape.keys(index.keySchema(), SecondaryIndex.attributes(index.keys()))
                            + ", and would be missing from it",
                    "correct these items in an earlier migration; nothing was changed");
        }
    }

    private long wrong(DynamoDbSession session) {
        StringBuilder filter = new StringBuilder();
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        List<KeyAttribute> keys = index.keys();
        for (int i = 0; i < keys.size(); i++) {
            filter.append(i == 0 ? "" : " or ")
                    .append("(attribute_exists(#k" + i + ") and not attribute_type(#k" + i + ", :t" + i + "))");
            names.put("#k" + i, keys.get(i).name());
            values.put(":t" + i, Items.of(keys.get(i).type().toString()));
        }
        long wrong = 0;
        Map<String, AttributeValue> start = Map.of();
        do {
            Map<String, AttributeValue> from = start;
            ScanResponse page = Retries.call(() -> session.client().scan(request -> request.tableName(table)
                    .select(Select.COUNT)
                    .filterExpression(filter.toString())
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values)
                    .exclusiveStartKey(from.isEmpty() ? null : from)));
            wrong += page.count();
            start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
        } while (!start.isEmpty());
        return wrong;
    }
}
