package io.upshift.dynamodb;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;

/**
 * The lease of the run lock as it lies in the table; durations alone, no point in time.
 *
 * @param nonce random, for each taking
 * @param beat how often it was renewed
 */
record LeaseItem(String nonce, long beat, long millis) {
    static final String KEY = "lease";
    static final LeaseItem NONE = new LeaseItem("", 0, 0);

    static LeaseItem fresh(long millis) {
        return new LeaseItem(UUID.randomUUID().toString(), 0, millis);
    }

    static @Nullable LeaseItem read(@Nullable Map<String, AttributeValue> item) {
        return item == null
                ? null
                : new LeaseItem(Items.text(item, "nonce"), Items.number(item, "beat"), Items.number(item, "lease_ms"));
    }

    /** Puts it there, provided that what is there is still the same. */
    Put instead(@Nullable LeaseItem before, TrackingTable table, String runId, String holder) {
        Put.Builder put = Put.builder()
                .tableName(table.name())
                .item(table.item(
                        KEY,
                        Map.of(
                                "nonce", Items.of(nonce),
                                "beat", Items.of(beat),
                                "lease_ms", Items.of(millis),
                                "run_id", Items.of(runId),
                                "held_by", Items.of(holder))));
        if (before == null) {
            return put.conditionExpression("attribute_not_exists(pk)").build();
        }
        return put.conditionExpression("nonce = :nonce and beat = :beat")
                .expressionAttributeValues(Map.of(":nonce", Items.of(before.nonce), ":beat", Items.of(before.beat)))
                .build();
    }
}
