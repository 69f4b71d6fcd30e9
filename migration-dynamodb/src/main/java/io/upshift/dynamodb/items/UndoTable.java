package io.upshift.dynamodb.items;

import io.upshift.Operation;
import io.upshift.Step;
import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.dynamodb.TableDefinition;
import io.upshift.dynamodb.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What items were before a step changed them, in a table of its own that is paid by request.
 *
 * <p>Its items have the key {@code item}, the changed item's own, and {@code token}, what its marker says; {@code before}
 * with the values of the attributes that were changed, {@code absent} with the names of those that it didn't have, and
 * {@code after}, a digest of what they became. A record is written before the change, for each try under another token,
 * so that it may be written without a condition, and the marker tells which of them is the one.
 */
record UndoTable(String name) {
    /** What {@code BatchWriteItem} takes. */
    static final int AT_ONCE = 25;

    /** One item's values before and after. */
    record Undo(Map<String, AttributeValue> before, Set<String> absent, String after) {}

    /** Makes the table if it isn't there. */
    void make(DynamoDbSession session) throws Exception {
        TableDefinition definition = TableDefinition.of(name)
                .partitionKey("item", ScalarAttributeType.S)
                .sortKey("token", ScalarAttributeType.S);
        Operation<DynamoDbSession> creation = ((Step.Online<DynamoDbSession>) Tables.create(definition)).up();
        if (!creation.isDone(session)) {
            creation.run(session);
        }
    }

    static WriteRequest record(
            Map<String, AttributeValue> key, String token, Map<String, AttributeValue> item, Edit.Edited edited) {
        Map<String, AttributeValue> before = new HashMap<>(item);
        before.keySet().retainAll(edited.touched());
        List<AttributeValue> absent = edited.touched().stream()
                .filter(attribute -> !item.containsKey(attribute))
                .map(AttributeValue::fromS)
                .toList();
        Map<String, AttributeValue> undo = new HashMap<>(key(key, token));
        undo.put("before", AttributeValue.fromM(before));
        undo.put("absent", AttributeValue.fromL(absent));
        Map<String, AttributeValue> after = edited.after();
        undo.put("after", AttributeValue.fromS(after == null ? "" : digest(after, edited.touched())));
        return WriteRequest.builder()
                .putRequest(PutRequest.builder().item(undo).build())
                .build();
    }

    /** All of them; what the service leaves unprocessed is sent again as if it had been throttled. */
    void keep(List<WriteRequest> records, DynamoDbSession session, Runnable throttled) {
        List<WriteRequest> left = new ArrayList<>(records);
        session.retry(() -> {
            var response = session.client().batchWriteItem(request -> request.requestItems(Map.of(name, left)));
            List<WriteRequest> unprocessed = response.unprocessedItems().getOrDefault(name, List.of());
            if (!unprocessed.isEmpty()) {
                left.retainAll(unprocessed);
                throttled.run();
                throw ProvisionedThroughputExceededException.builder()
                        .message(unprocessed.size() + " items of a batch were left unprocessed")
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("ProvisionedThroughputExceededException")
                                .build())
                        .build();
            }
            return response;
        });
    }

    /** Null when there is none. */
    @Nullable
    Undo find(Map<String, AttributeValue> key, String token, DynamoDbSession session) {
        var response = session.retry(() -> session.client().getItem(request -> request.tableName(name)
                .consistentRead(true)
                .key(key(key, token))));
        if (!response.hasItem()) {
            return null;
        }
        Map<String, AttributeValue> record = response.item();
        Set<String> absent = new HashSet<>();
        record.getOrDefault("absent", AttributeValue.fromL(List.of())).l().forEach(one -> absent.add(one.s()));
        return new Undo(
                record.getOrDefault("before", AttributeValue.fromM(Map.of())).m(),
                absent,
                record.getOrDefault("after", AttributeValue.fromS("")).s());
    }

    static String digest(Map<String, AttributeValue> item, Set<String> touched) {
        Map<String, AttributeValue> values = new HashMap<>(item);
        values.keySet().retainAll(touched);
        return HexFormat.of().formatHex(CanonicalForm.digest(values));
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> key, String token) {
        return Map.of("item", AttributeValue.fromS(KeyText.of(key)), "token", AttributeValue.fromS(token));
    }
}
