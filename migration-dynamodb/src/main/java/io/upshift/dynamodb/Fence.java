package io.upshift.dynamodb;

import io.upshift.Entry;
import io.upshift.History;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Who may write, and where the chain of entries ends. */
record Fence(
        long epoch,
        String runId,
        long length,
        String hash,
        @Nullable String fingerprint) {
    static final String KEY = "fence";

    /** Of a service that no run has reached yet. */
    static final Fence NONE = new Fence(0, "", 0, Entry.GENESIS, null);

    private static final String HOLDS = "epoch = :epoch and run_id = :run";

    static Fence read(Map<String, AttributeValue> item) {
        AttributeValue fingerprint = item.get("fingerprint");
        return new Fence(
                Items.number(item, "epoch"),
                Items.text(item, "run_id"),
                Items.number(item, "head_length"),
                Items.text(item, "head_hash"),
                fingerprint == null ? null : fingerprint.s());
    }

    History.Head head() {
        return new History.Head(length, hash);
    }

    Fence taken(String by) {
        return new Fence(epoch + 1, by, length, hash, null);
    }

    Fence after(Entry last) {
        return new Fence(epoch, runId, last.position(), last.hash(), fingerprint);
    }

    boolean isSameRun(Fence other) {
        return epoch == other.epoch && runId.equals(other.runId);
    }

    /** Raises the epoch, provided that nobody else has. */
    Update take(TrackingTable table, String by) {
        Update.Builder update = table.update(KEY)
                .updateExpression("set epoch = :next, run_id = :run, head_length = :length, head_hash = :hash"
                        + " remove fingerprint");
        Map<String, AttributeValue> values = Map.of(
                ":next", Items.of(epoch + 1),
                ":run", Items.of(by),
                ":length", Items.of(length),
                ":hash", Items.of(hash));
        if (epoch == 0) {
            return update.conditionExpression("attribute_not_exists(pk)")
                    .expressionAttributeValues(values)
                    .build();
        }
        return update.conditionExpression("epoch = :epoch and head_length = :length and head_hash = :hash")
                .expressionAttributeValues(Items.with(values, ":epoch", Items.of(epoch)))
                .build();
    }

    /** Moves the end of the chain, provided that this run still may and nobody has moved it. */
    Update append(TrackingTable table, Entry last) {
        return table.update(KEY)
                .updateExpression("set head_length = :new_length, head_hash = :new_hash")
                .conditionExpression(HOLDS + " and head_length = :length and head_hash = :hash")
                .expressionAttributeValues(Map.of(
                        ":epoch", Items.of(epoch),
                        ":run", Items.of(runId),
                        ":length", Items.of(length),
                        ":hash", Items.of(hash),
                        ":new_length", Items.of(last.position()),
                        ":new_hash", Items.of(last.hash())))
                .build();
    }

    Update settle(TrackingTable table, String catalogue) {
        return table.update(KEY)
                .updateExpression("set fingerprint = :fingerprint")
                .conditionExpression(HOLDS)
                .expressionAttributeValues(
                        Map.of(":epoch", Items.of(epoch), ":run", Items.of(runId), ":fingerprint", Items.of(catalogue)))
                .build();
    }

    /** A condition for writes of other items. */
    ConditionCheck check(TrackingTable table) {
        return ConditionCheck.builder()
                .tableName(table.name())
                .key(table.key(KEY))
                .conditionExpression(HOLDS)
                .expressionAttributeValues(Map.of(":epoch", Items.of(epoch), ":run", Items.of(runId)))
                .build();
    }
}
