package io.upshift.dynamodb;

import io.upshift.Batch;
import io.upshift.BatchKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Reads and moves the checkpoints of batched steps in the tracking table.
 *
 * <p>Every write of a range is conditional on its turn and sets the next one, so a repetition after a lost reply finds
 * its own work and no two workers can move a range from the same place.
 */
record BatchTable(TrackingTable table) {
    private static final String UNCHANGED = "opening = :opening and turn = :turn and #owner = :owner";

    @Nullable
    OpenedStep read(BatchKey key) {
        SegmentKeys keys = new SegmentKeys(key);
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        Map<String, AttributeValue> start = Map.of();
        do {
            QueryRequest.Builder query = QueryRequest.builder()
                    .tableName(table.name())
                    .consistentRead(true)
                    .keyConditionExpression("pk = :service and begins_with(sk, :step)")
                    .expressionAttributeValues(Map.of(
                            ":service", Items.of(table.service().name()), ":step", Items.of(keys.step())));
            if (!start.isEmpty()) {
                query.exclusiveStartKey(start);
            }
            var page = Retries.call(() -> table.client().query(query.build()));
            items.addAll(page.items());
            start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
        } while (!start.isEmpty());
        return OpenedStep.read(keys, items);
    }

    /** The step alone; null when it was never opened. */
    @Nullable
    Map<String, AttributeValue> step(BatchKey key) {
        return table.get(new SegmentKeys(key).step());
    }

    void pause(BatchKey key, boolean paused) {
        try {
            Retries.call(() -> table.client().updateItem(request -> request.tableName(table.name())
                    .key(table.key(new SegmentKeys(key).step()))
                    .updateExpression("set paused = :paused")
                    .conditionExpression("attribute_exists(pk)")
                    .expressionAttributeValues(Map.of(":paused", Items.of(paused)))));
        } catch (ConditionalCheckFailedException e) {
            return; // never opened
        }
    }

    /** Says that the owner of a range lives; whether it still is the owner. */
    boolean beat(BatchKey key, String opening, Segment mine) {
        try {
            Retries.call(() -> table.client().updateItem(request -> request.tableName(table.name())
                    .key(table.key(new SegmentKeys(key).range(mine.number())))
                    .updateExpression("set beat = beat + :one")
                    .conditionExpression(UNCHANGED)
                    .expressionAttributeNames(Map.of("#owner", "owner"))
                    .expressionAttributeValues(Items.with(expected(opening, mine), ":one", Items.of(1)))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /** Whether the range was as it was believed to be, and is the next one now. */
    boolean replace(BatchKey key, String opening, Segment before, Segment next) {
        Put put = put(key, opening, before, next);
        PutItemRequest.Builder request = PutItemRequest.builder()
                .tableName(put.tableName())
                .item(put.item())
                .conditionExpression(put.conditionExpression())
                .expressionAttributeValues(put.expressionAttributeValues());
        if (put.hasExpressionAttributeNames()) {
            request.expressionAttributeNames(put.expressionAttributeNames());
        }
        try {
            Retries.call(() -> table.client().putItem(request.build()));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return isThere(key, opening, next);
        }
    }

    /**
     * The same together with writes of the batch, all or nothing.
     *
     * @throws TransactionCanceledException when one of the writes is refused, and the range is as it was
     */
    boolean replace(BatchKey key, String opening, Segment before, Segment next, List<TransactWriteItem> writes) {
        List<TransactWriteItem> all = new ArrayList<>(writes);
        all.add(TransactWriteItem.builder().put(put(key, opening, before, next)).build());
        try {
            table.write(UUID.randomUUID().toString(), all);
            return true;
        } catch (TransactionCanceledException e) {
            if (isThere(key, opening, next)) {
                return true;
            }
            String code = e.hasCancellationReasons()
                    ? e.cancellationReasons().get(all.size() - 1).code()
                    : "";
            if ("ConditionalCheckFailed".equals(code)) {
                return false;
            }
            throw e;
        }
    }

    /** Rows that were left out, for {@link #replace}. */
    List<TransactWriteItem> failed(BatchKey key, String opening, Segment segment, List<Batch.FailedKey> failed) {
        List<TransactWriteItem> puts = new ArrayList<>();
        for (Batch.FailedKey one : failed) {
            Map<String, AttributeValue> item = Map.of(
                    "opening", Items.of(opening),
                    "part", Items.of(segment.range().part()),
                    "key", Items.of(one.key()),
                    "error", Items.of(one.error()),
                    "left_out", Items.of(one.isLeftOut()));
            puts.add(TransactWriteItem.builder()
                    .put(put -> put.tableName(table.name())
                            .item(table.item(new SegmentKeys(key).failed(segment.number(), one.key()), item)))
                    .build());
        }
        return puts;
    }

    private Put put(BatchKey key, String opening, Segment before, Segment next) {
        Put.Builder put = Put.builder()
                .tableName(table.name())
                .item(table.item(new SegmentKeys(key).range(before.number()), next.attributes(opening)));
        if (before.turn() > 0) {
            return put.conditionExpression(UNCHANGED)
                    .expressionAttributeNames(Map.of("#owner", "owner"))
                    .expressionAttributeValues(expected(opening, before))
                    .build();
        }
        return put.conditionExpression("attribute_not_exists(pk) or opening = :leftover")
                .expressionAttributeValues(Map.of(":leftover", Items.of(before.leftover())))
                .build();
    }

    /** What a repeated request finds when the reply to the first one was lost. */
    private boolean isThere(BatchKey key, String opening, Segment next) {
        Map<String, AttributeValue> item = table.get(new SegmentKeys(key).range(next.number()));
        return item != null && next.attributes(opening).equals(attributes(item));
    }

    private static Map<String, AttributeValue> attributes(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> attributes = new HashMap<>(item);
        attributes.remove(TrackingTable.PARTITION_KEY);
        attributes.remove(TrackingTable.SORT_KEY);
        return attributes;
    }

    private static Map<String, AttributeValue> expected(String opening, Segment segment) {
        return Map.of(
                ":opening", Items.of(opening),
                ":turn", Items.of(segment.turn()),
                ":owner", Items.of(segment.owner()));
    }
}
