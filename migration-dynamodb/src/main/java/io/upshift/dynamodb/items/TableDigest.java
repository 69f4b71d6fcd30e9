package io.upshift.dynamodb.items;

import io.upshift.dynamodb.DynamoDbSession;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * The content of a table in a few numbers, for each bucket of keys: how many items, and the sum of their digests, which
 * depends on no order. Two tables whose scans have other segments have the same buckets.
 */
final class TableDigest {
    static final int BUCKETS = 256;

    private final long[] items = new long[BUCKETS];
    private final long[][] sums = new long[BUCKETS][4];

    /** What an item counts as. */
    interface Mapping {
        Map<String, AttributeValue> of(Map<String, AttributeValue> item) throws Exception;
    }

    /** @param keys of the table whose content it is meant to be */
    static TableDigest of(DynamoDbSession session, String table, List<String> keys, Mapping mapping) throws Exception {
        TableDigest digest = new TableDigest();
        Map<String, AttributeValue> start = Map.of();
        do {
            ScanRequest.Builder scan = ScanRequest.builder().tableName(table).consistentRead(true);
            if (!start.isEmpty()) {
                scan.exclusiveStartKey(start);
            }
            ScanResponse page = session.retry(() -> session.client().scan(scan.build()));
            for (Map<String, AttributeValue> item : page.items()) {
                digest.add(mapping.of(item), keys);
            }
            start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
            session.progress("comparing " + table + ", " + digest.count() + " items");
        } while (!start.isEmpty());
        return digest;
    }

    long count() {
        return IntStream.range(0, BUCKETS).mapToLong(bucket -> items[bucket]).sum();
    }

    /** The buckets that differ, with their numbers of items. */
    List<String> differences(TableDigest other) {
        List<String> different = new ArrayList<>();
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            if (items[bucket] != other.items[bucket] || !Arrays.equals(sums[bucket], other.sums[bucket])) {
                different.add("bucket " + bucket + " (" + items[bucket] + " and " + other.items[bucket] + " items)");
            }
        }
        return different;
    }

    private void add(Map<String, AttributeValue> item, List<String> keys) {
        int bucket = CanonicalForm.digest(MarkedUpdate.key(item, keys))[0] & (BUCKETS - 1);
        ByteBuffer digest = ByteBuffer.wrap(CanonicalForm.digest(item));
        items[bucket]++;
        for (int i = 0; i < sums[bucket].length; i++) {
            sums[bucket][i] += digest.getLong();
        }
    }
}
