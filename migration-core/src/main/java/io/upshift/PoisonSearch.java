package io.upshift;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Narrows a batch that fails down to the one row that does, by halving; the rows in front of it are done on the way.
 *
 * <p>Used by one thread.
 */
final class PoisonSearch {
    private @Nullable Batch batch;
    private String error = "";
    private boolean found;
    private int size;
    private long left;

    /** The size of the batch that begins there. */
    int size(Batch.Range range, @Nullable String cursor, int pace) {
        boolean elsewhere = batch == null || !batch.range().equals(range);
        boolean movedOn = found && batch != null && !Objects.equals(batch.cursor(), cursor);
        if (elsewhere || movedOn) {
            end();
        }
        batch = new Batch(range, cursor, size == 0 ? pace : size);
        return batch.size();
    }

    boolean isSearching() {
        return size > 0;
    }

    /** Whether the batch that begins now is the failing row. */
    boolean isFound() {
        return found;
    }

    /** The batch that was tried last; null when it failed before there was any. */
    @Nullable
    Batch batch() {
        return batch;
    }

    String error() {
        return error;
    }

    /** After the last batch has failed; true when it was a single row. */
    boolean narrow(Batch failed, String why) {
        if (size == 0) {
            left = failed.size();
        }
        error = why;
        size = Math.max(1, failed.size() / 2);
        return failed.size() == 1;
    }

    void found() {
        found = true;
    }

    /** The search ends behind the row, or behind the rows that had failed together and don't any more. */
    void passed(Batch.Done done) {
        left -= done.passed();
        if (!done.failed().isEmpty() || done.isLast() || left <= 0) {
            end();
        }
    }

    private void end() {
        size = 0;
        left = 0;
        found = false;
    }
}
