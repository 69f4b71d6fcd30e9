package io.upshift.dynamodb;

import io.upshift.Batch;
import io.upshift.BatchKey;
import io.upshift.Batches;
import io.upshift.Checkpoint;
import io.upshift.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A batched step as it lies in the tracking table.
 *
 * @param opening random for each opening; items of a range that have another one are left from an earlier opening
 */
record OpenedStep(
        String opening,
        Direction direction,
        boolean isPaused,
        long total,
        String barrier,
        Instant openedAt,
        Map<String, String> measured,
        List<Segment> segments,
        long failedKeys) {

    static Map<String, AttributeValue> fresh(BatchKey key, Batches.Opening opening, Map<String, String> measured) {
        Map<String, AttributeValue> texts = new HashMap<>();
        measured.forEach((name, value) -> texts.put(name, Items.of(value)));
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("opening", Items.of(UUID.randomUUID().toString()));
        item.put("direction", Items.of(key.direction().name().toLowerCase(Locale.ROOT)));
        item.put("paused", Items.of(false));
        item.put("total", Items.of(opening.total()));
        item.put("barrier", Items.of(opening.barrier()));
        item.put("opened_at", Items.of(Instant.now().toString()));
        item.put("measured", AttributeValue.fromM(texts));
        item.put(
                "ranges",
                AttributeValue.fromL(opening.ranges().stream()
                        .map(range -> AttributeValue.fromM(write(range)))
                        .toList()));
        return item;
    }

    /** @param items of the step, its ranges and its failed keys, in the order of their sort keys */
    static @Nullable OpenedStep read(SegmentKeys keys, List<Map<String, AttributeValue>> items) {
        Map<String, AttributeValue> step = null;
        Map<String, Map<String, AttributeValue>> ranges = new HashMap<>();
        List<Map<String, AttributeValue>> failed = new ArrayList<>();
        for (Map<String, AttributeValue> item : items) {
            String sortKey = Items.text(item, TrackingTable.SORT_KEY);
            if (keys.isRange(sortKey)) {
                ranges.put(sortKey, item);
            } else if (keys.isFailed(sortKey)) {
                failed.add(item);
            } else {
                step = item;
            }
        }
        return step == null ? null : read(keys, step, ranges, failed);
    }

    private static OpenedStep read(
            SegmentKeys keys,
            Map<String, AttributeValue> step,
            Map<String, Map<String, AttributeValue>> ranges,
            List<Map<String, AttributeValue>> failed) {
        String opening = Items.text(step, "opening");
        List<Segment> segments = new ArrayList<>();
        for (AttributeValue written : step.getOrDefault("ranges", AttributeValue.fromL(List.of())).l()) {
            int number = segments.size();
            Map<String, AttributeValue> item = ranges.get(keys.range(number));
            Batch.Range range = range(written.m());
            String by = item == null ? "" : Items.text(item, "opening");
            segments.add(
                    item != null && by.equals(opening)
                            ? Segment.read(number, range, item)
                            : Segment.fresh(number, range, by));
        }
        Map<String, String> measured = new HashMap<>();
        step.getOrDefault("measured", AttributeValue.fromM(Map.of()))
                .m()
                .forEach((name, value) -> measured.put(name, value.s()));
        long leftOut = failed.stream()
                .filter(item -> Items.text(item, "opening").equals(opening) && Items.is(item, "left_out"))
                .count();
        return new OpenedStep(
                opening,
                Direction.valueOf(Items.text(step, "direction").toUpperCase(Locale.ROOT)),
                Items.is(step, "paused"),
                Items.number(step, "total"),
                Items.text(step, "barrier"),
                Instant.parse(Items.text(step, "opened_at")),
                measured,
                segments,
                leftOut);
    }

    boolean isFinished() {
        return segments.stream().allMatch(Segment::isFinished);
    }

    Checkpoint checkpoint() {
        return new Checkpoint(
                direction,
                segments.size(),
                (int) segments.stream().filter(Segment::isFinished).count(),
                segments.stream().mapToLong(Segment::passed).sum(),
                segments.stream().mapToLong(Segment::changed).sum(),
                total,
                failedKeys,
                isPaused,
                barrier,
                openedAt,
                segments.stream()
                        .map(Segment::movedAt)
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(openedAt),
                measured,
                segments.stream().map(Segment::done).filter(Objects::nonNull).toList());
    }

    private static Map<String, AttributeValue> write(Batch.Range range) {
        Map<String, AttributeValue> map = new HashMap<>();
        map.put("part", Items.of(range.part()));
        if (range.start() != null) {
            map.put("start", Items.of(range.start()));
        }
        if (range.end() != null) {
            map.put("end", Items.of(range.end()));
        }
        return map;
    }

    private static Batch.Range range(Map<String, AttributeValue> map) {
        return new Batch.Range(Items.text(map, "part"), Items.optional(map, "start"), Items.optional(map, "end"));
    }
}
