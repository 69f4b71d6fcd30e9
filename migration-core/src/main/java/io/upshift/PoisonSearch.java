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
    private boolean tolerated;
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

    /** @param tolerated whether the work may go on without the row */
    void found(boolean tolerated) {
        this.found = true;
        this.tolerated = tolerated;
    }

    /** How the batch that holds the failing row alone is done, when it would end there. */
    Batch.Done stepOver(Batch.Done end) {
        return tolerated ? end.leftOut(error) : end.failedAt(Objects.requireNonNull(batch).cursor(), error);
    }

    /** The failing row is written down, and the run has to end. */
    boolean isOver() {
        return found && !tolerated;
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
