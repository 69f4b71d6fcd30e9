package io.upshift;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The next piece of a range.
 *
 * @param cursor where the batch before ended, which is done; null at the beginning of the range
 * @param size how many rows to look at, at most
 */
public record Batch(Range range, @Nullable String cursor, int size) {
    /**
     * A part of the work that one worker has at a time; the store keeps it as it is and reads nothing into it.
     *
     * @param part which table, partition or segment; empty when there is but one
     * @param start where it begins, exclusive; null for the very beginning
     * @param end where it ends, inclusive; null for open
     */
    public record Range(String part, @Nullable String start, @Nullable String end) {}

    /**
     * A batch that was done.
     *
     * @param cursor where the next one begins
     * @param passed how many rows it looked at
     * @param changed how many rows it changed
     * @param isLast whether the range is at its bound
     */
    public record Done(@Nullable String cursor, long passed, long changed, boolean isLast, List<FailedKey> failed) {
        /** The same stretch stepped over. */
        Done leftOut(String error) {
            return new Done(cursor, passed, 0, isLast, List.of(new FailedKey(String.valueOf(cursor), error, true)));
        }

        /** The same stretch not done: the cursor stays, and the row is written down. */
        Done failedAt(@Nullable String before, String error) {
            return new Done(before, 0, 0, false, List.of(new FailedKey(String.valueOf(cursor), error, false)));
        }
    }

    /**
     * A row that can't be done, kept beside the checkpoints: a key may be data, so it stands in no message.
     *
     * @param error in words that hold no data
     * @param isLeftOut whether the work went on without it
     */
    public record FailedKey(String key, String error, boolean isLeftOut) {}

    /** Where to begin; null for the very beginning. */
    public @Nullable String from() {
        return cursor == null ? range.start : cursor;
    }

    /** This batch ended at a cursor, and there is more. */
    public Done upTo(String end, long passed, long changed) {
        return new Done(end, passed, changed, false, List.of());
    }

    /** This batch was the last one of its range. */
    public Done last(long passed, long changed) {
        return new Done(range.end, passed, changed, true, List.of());
    }
}
