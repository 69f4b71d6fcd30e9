package io.upshift.postgres.change;

import io.upshift.postgres.TableName;
import java.util.List;

/**
 * What an {@link ExpandContract} changes. Immutable.
 *
 * <p>A table's name may be {@code table} or {@code schema.table}; names are taken as they are, in upper and lower case.
 * Types and expressions are SQL, never put values from outside into them. An expression names the columns of its table
 * bare, gives the same result for the same row at any time, and must not fail for any row: where it does, the expand is
 * refused, and later the writer gets the error.
 */
public abstract sealed class TableChange permits ColumnChange {
    TableChange() {}

    /** Another name for a column, whose indexes, constraints, default, privileges and comment the new one gets as well. */
    public static ColumnChange renameColumn(String table, String from, String to) {
        return ColumnChange.renamed(TableName.of(table), from, to);
    }

    /** The table, once more in words. */
    abstract TableName table();

    /** What goes in the end, as {@code table.column}s. */
    abstract List<String> goes();

    /** Everything that decides what the phases do. */
    abstract String content();

    abstract Phases phases(io.upshift.MigrationId id);
}
