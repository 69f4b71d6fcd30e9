package io.upshift.dynamodb;

import io.upshift.Batch;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How far one range of a batched step is, and who works on it.
 *
 * @param turn how often it has moved, or changed hands; what every write of it is conditional on
 * @param owner nonce of the worker's connection; empty when nobody has it
 * @param beat how often the owner has said that it lives since its last turn
 * @param writesBeside whether its batches write outside the checkpoint's transaction, so that items behind the cursor may
 *     be changed already
 * @param leftover which earlier opening has left an item in its place; empty when none has
 */
record Segment(
        int number,
        Batch.Range range,
        long turn,
        String owner,
        long beat,
        long leaseMillis,
        @Nullable String cursor,
        long passed,
        long changed,
        boolean isFinished,
        @Nullable Instant movedAt,
        boolean writesBeside,
        String leftover) {

    /** One that nobody has worked on yet, and that has no item of its own. */
    static Segment fresh(int number, Batch.Range range, String leftover) {
        return new Segment(number, range, 0, "", 0, 0, null, 0, 0, false, null, false, leftover);
    }

    static Segment read(int number, Batch.Range range, Map<String, AttributeValue> item) {
        String moved = Items.optional(item, "moved_at");
        return new Segment(
                number,
                range,
                Items.number(item, "turn"),
                Items.text(item, "owner"),
                Items.number(item, "beat"),
                Items.number(item, "lease_ms"),
                Items.optional(item, "cursor"),
                Items.number(item, "passed"),
                Items.number(item, "changed"),
                Items.is(item, "finished"),
                moved == null ? null : Instant.parse(moved),
                Items.is(item, "writes_beside"),
                "");
    }

    Segment claimedBy(String nonce, long millis) {
        return new Segment(
                number, range, turn + 1, nonce, 0, millis, cursor, passed, changed, false, movedAt, writesBeside, "");
    }

    Segment released() {
        return new Segment(
                number, range, turn + 1, "", 0, 0, cursor, passed, changed, isFinished, movedAt, writesBeside, "");
    }

    Segment moved(Batch.Done done) {
        return new Segment(
                number,
                range,
                turn + 1,
                done.isLast() ? "" : owner,
                0,
                leaseMillis,
                done.cursor(),
                passed + done.passed(),
                changed + done.changed(),
                done.isLast(),
                Instant.now(),
                writesBeside,
                "");
    }

    /** Once more from its beginning; what was counted stays. */
    Segment again() {
        return new Segment(
                number, range, turn + 1, "", 0, 0, null, passed, changed, false, movedAt, writesBeside, "");
    }

    /** From now on it may be changed behind its cursor. */
    Segment writingBeside() {
        return new Segment(
                number, range, turn + 1, owner, 0, leaseMillis, cursor, passed, changed, false, movedAt, true, "");
    }

    /** As a waiter sees it: it changes with every beat and every turn. */
    LeaseItem lease() {
        return new LeaseItem(owner + " " + turn, beat, leaseMillis);
    }

    Map<String, AttributeValue> attributes(String opening) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("opening", Items.of(opening));
        item.put("part", Items.of(range.part()));
        item.put("turn", Items.of(turn));
        item.put("owner", Items.of(owner));
        item.put("beat", Items.of(beat));
        item.put("lease_ms", Items.of(leaseMillis));
        item.put("passed", Items.of(passed));
        item.put("changed", Items.of(changed));
        item.put("finished", Items.of(isFinished));
        item.put("writes_beside", Items.of(writesBeside));
        if (cursor != null) {
            item.put("cursor", Items.of(cursor));
        }
        if (movedAt != null) {
            item.put("moved_at", Items.of(movedAt.toString()));
        }
        return item;
    }

    /** The part of it that is done, and with what is written beside the checkpoint the one that may be; null for none. */
    Batch.@Nullable Range done() {
        if (isFinished) {
            return range;
        } else if (writesBeside) {
            return new Batch.Range(range.part(), range.start(), null);
        }
        return cursor == null ? null : new Batch.Range(range.part(), range.start(), cursor);
    }
}
