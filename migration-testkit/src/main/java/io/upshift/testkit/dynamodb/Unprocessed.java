package io.upshift.testkit.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Sends the first half of each table's part of a batch, and gives the rest back as unprocessed. */
record Unprocessed(Occasion occasion) implements ExecutionInterceptor {
    private static final ExecutionAttribute<Map<String, List<WriteRequest>>> WRITES =
            new ExecutionAttribute<>("UpshiftUnprocessedWrites");
    private static final ExecutionAttribute<Map<String, KeysAndAttributes>> READS =
            new ExecutionAttribute<>("UpshiftUnprocessedReads");

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        if (context.request() instanceof BatchWriteItemRequest batch && occasion.comes(attributes)) {
            Map<String, List<WriteRequest>> sent = new HashMap<>();
            Map<String, List<WriteRequest>> left = new HashMap<>();
            batch.requestItems().forEach((table, writes) -> {
                put(sent, table, writes.subList(0, half(writes)));
                put(left, table, writes.subList(half(writes), writes.size()));
            });
            attributes.putAttribute(WRITES, left);
            return batch.toBuilder().requestItems(sent).build();
        }
        if (context.request() instanceof BatchGetItemRequest batch && occasion.comes(attributes)) {
            Map<String, KeysAndAttributes> sent = new HashMap<>();
            Map<String, KeysAndAttributes> left = new HashMap<>();
            batch.requestItems().forEach((table, reads) -> {
                List<Map<String, AttributeValue>> keys = reads.keys();
                sent.put(
                        table,
                        reads.toBuilder().keys(keys.subList(0, half(keys))).build());
                if (half(keys) < keys.size()) {
                    left.put(
                            table,
                            reads.toBuilder()
                                    .keys(keys.subList(half(keys), keys.size()))
                                    .build());
                }
            });
            attributes.putAttribute(READS, left);
            return batch.toBuilder().requestItems(sent).build();
        }
        return context.request();
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        Map<String, List<WriteRequest>> writes = attributes.getAttribute(WRITES);
        if (context.response() instanceof BatchWriteItemResponse response && writes != null) {
            return response.toBuilder().unprocessedItems(writes).build();
        }
        Map<String, KeysAndAttributes> reads = attributes.getAttribute(READS);
        if (context.response() instanceof BatchGetItemResponse response && reads != null) {
            return response.toBuilder().unprocessedKeys(reads).build();
        }
        return context.response();
    }

    /** At least one, because a batch must not be empty. */
    private static int half(List<?> all) {
        return (all.size() + 1) / 2;
    }

    private static void put(Map<String, List<WriteRequest>> map, String table, List<WriteRequest> writes) {
        if (!writes.isEmpty()) {
            map.put(table, writes);
        }
    }
}
