package io.upshift.postgres.backfill;

import io.upshift.postgres.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a backfill does, as it was declared.
 *
 * @param set expressions by column, of the rows or of the rows that they are copied to
 * @param where in SQL; empty for all rows
 * @param key in whose order to go through the table; empty for the one that the catalog says
 * @param copyTo where the rows go; null when they are changed where they are
 * @param rows code that changes them; null when something else does
 * @param batches code that changes a batch with statements of its own; null when something else does
 * @param isUntilNoneIsLeft rows may be added behind the end, and are gone on with until none meets the condition
 */
record TableChange(
        TableName table,
        Map<String, String> set,
        String where,
        List<String> key,
        @Nullable TableName copyTo,
        boolean isDelete,
        @Nullable RowWork rows,
        @Nullable BatchWork batches,
        boolean isUntilNoneIsLeft) {

    /** Whether code does the work, and no statement that is known beforehand. */
    boolean hasCode() {
        return rows != null || batches != null;
    }

    /** Whether a row that was met once isn't met again. */
    boolean isIdempotent() {
        return isDelete || (!where.isEmpty() && copyTo == null && !hasCode());
    }

    /** What makes no sense, whatever the table looks like. */
    List<String> contradictions() {
        List<String> wrong = new ArrayList<>();
        int kinds = (isDelete ? 1 : 0) + (rows != null ? 1 : 0) + (batches != null ? 1 : 0) + (set.isEmpty() ? 0 : 1);
        if (kinds != 1) {
            wrong.add("it is one of set, delete, rows and batches");
        }
        if (copyTo != null && set.isEmpty()) {
            wrong.add("a copy sets the columns of its target");
        }
        if (isDelete && where.isEmpty()) {
            wrong.add("delete needs a condition; to delete everything, say where(\"true\")");
        }
        if (isUntilNoneIsLeft && where.isEmpty()) {
            wrong.add("untilNoneIsLeft needs a condition that tells what is left");
        }
        return wrong;
    }
}
