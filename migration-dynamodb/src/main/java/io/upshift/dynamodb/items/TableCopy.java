package io.upshift.dynamodb.items;

import io.upshift.Batch;
import io.upshift.BatchFailure;
import io.upshift.BatchSize;
import io.upshift.Batches;
import io.upshift.StepException;
import io.upshift.dynamodb.DynamoDbSession;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Copies the items of a table to another one, whose key may be another; nothing in the first one is changed.
 *
 * <p>Each item is one {@code PutItem} that requires that the key is free. One that is there already, equal to what would
 * have been put, was put by a batch that did not commit, and counts; one that differs ends the run: two items have the
 * same new key, or somebody else writes to the new table. Writers of the old table have to be held meanwhile, see
 * {@link TableMove}. Markers of earlier work are not copied. Thread-safe.
 */
public final class TableCopy implements Batches<DynamoDbSession> {
    private static final BatchSize SIZE = new BatchSize(100, 2_500, Duration.ofSeconds(1));
    private static final int IN_FLIGHT = 8;
    private static final String MARKERS = "upshift_";

    private final String from;
    private final String to;
    private final ItemMapping mapping;
    private final Flight flight = new Flight(IN_FLIGHT);
    /** Empty until it was asked for. */
    private volatile String knownKey = "";

    /** Makes the new item from the old one; without effects of its own, as it may be repeated. */
    @FunctionalInterface
    public interface ItemMapping {
        Map<String, AttributeValue> of(Item item) throws Exception;
    }

    private TableCopy(String from, String to, ItemMapping mapping) {
        this.from = from;
        this.to = to;
        this.mapping = mapping;
    }

    /** @param to another table, which is there and empty */
    public static TableCopy of(String from, String to, ItemMapping mapping) {
        return new TableCopy(from, to, mapping);
    }

    @Override
    public Opening open(DynamoDbSession session) throws Exception {
        var table = session.retry(() -> session.client().describeTable(request -> request.tableName(from)))
                .table();
        boolean isEmpty = session.retry(() -> session.client()
                        .scan(request -> request.tableName(to).limit(1).consistentRead(true)))
                .items()
                .isEmpty();
        if (!isEmpty) {
            throw new StepException(
                    "the table " + to + ", which items are copied to, isn't empty",
                    "delete what is in it, or copy to another one; nothing was changed");
        }
        Long items = table.itemCount();
        return new Opening(Segments.of(table, 0), items == null ? 0 : items, "");
    }

    @Override
    public Batch.Done run(DynamoDbSession session, Batch batch) throws Exception {
        ScanResponse page = session.retry(() -> session.client()
                .scan(Segments.scan(from, batch).consistentRead(true).build()));
        String key = partitionKey(session);
        AtomicLong copied = new AtomicLong();
        flight.each(page.items(), item -> {
            put(session, key, mapped(item));
            copied.incrementAndGet();
        });
        return page.hasLastEvaluatedKey()
                ? batch.upTo(KeyText.of(page.lastEvaluatedKey()), page.scannedCount(), copied.get())
                : batch.last(page.scannedCount(), copied.get());
    }

    @Override
    public BatchSize size() {
        return SIZE;
    }

    @Override
    public List<String> statements() {
        return List.of("copy the items of " + from + " to " + to);
    }

    String from() {
        return from;
    }

    String to() {
        return to;
    }

    Map<String, AttributeValue> mapped(Map<String, AttributeValue> item) throws Exception {
        Map<String, AttributeValue> mapped = new HashMap<>(mapping.of(new Item(item)));
        mapped.keySet().removeIf(name -> name.startsWith(MARKERS));
        return mapped;
    }

    private void put(DynamoDbSession session, String key, Map<String, AttributeValue> item) throws BatchFailure {
        try {
            session.retry(() -> session.client()
                    .putItem(request -> request.tableName(to)
                            .item(item)
                            .conditionExpression("attribute_not_exists(#key)")
                            .expressionAttributeNames(Map.of("#key", key))
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
        } catch (ConditionalCheckFailedException e) {
            if (!Arrays.equals(CanonicalForm.digest(e.item()), CanonicalForm.digest(item))) {
                throw new BatchFailure(
                        BatchFailure.Kind.FATAL,
                        "another item is in " + to + " under the key that an item of " + from + " gets",
                        "map each item to a key of its own, and let nobody write to " + to
                                + " before it is switched to",
                        e);
            }
        }
    }

    private String partitionKey(DynamoDbSession session) {
        if (knownKey.isEmpty()) {
            KeySchemaElement first = session.retry(
                            () -> session.client().describeTable(request -> request.tableName(to)))
                    .table()
                    .keySchema()
                    .get(0);
            knownKey = first.attributeName();
        }
        return knownKey;
    }
}
