package io.upshift.postgres.change;

import io.upshift.MigrationId;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.TableName;
import io.upshift.postgres.online.Online;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What an {@link ExpandContract} changes. Immutable.
 *
 * <p>A table's name may be {@code table} or {@code schema.table}; names are taken as they are, in upper and lower case.
 * Types and expressions are SQL, never put values from outside into them. An expression names the columns of its table
 * bare, gives the same result for the same row at any time, and must not fail for any row: where it does, the expand is
 * refused, and later the writer gets the error.
 */
public abstract sealed class TableChange permits ColumnChange, Requirement {
    TableChange() {}

    /** Another name for a column, whose indexes, constraints, default, privileges and comment the new one gets as well. */
    public static ColumnChange renameColumn(String table, String from, String to) {
        return ColumnChange.renamed(TableName.of(table), from, to);
    }

    /**
     * Another type, under another name, so that old and new code may each read theirs.
     *
     * <p>Go on with {@link ColumnChange#into} for the new column and {@link ColumnChange#back} for the old one. The new
     * column gets the indexes, constraints and privileges of the old one where they make sense for its type.
     */
    public static ColumnChange changeType(String table, String from) {
        return new ColumnChange(TableName.of(table)).replaces(from).carrying();
    }

    /** Several columns in place of one. Go on with {@link ColumnChange#into} for each, and {@link ColumnChange#back}. */
    public static ColumnChange splitColumn(String table, String column) {
        return new ColumnChange(TableName.of(table)).replaces(column);
    }

    /** One column in place of several. Go on with {@link ColumnChange#into}, and {@link ColumnChange#back} for each. */
    public static ColumnChange mergeColumns(String table, String... columns) {
        return new ColumnChange(TableName.of(table)).replaces(columns);
    }

    /** A column that is computed from others, which stay. New code may write it: what it writes then counts. */
    public static ColumnChange addColumn(String table, String column, String type, String expression) {
        return new ColumnChange(TableName.of(table)).into(column, type, expression);
    }

    /**
     * Columns that become one {@code jsonb} document, with their names as keys.
     *
     * <p>Both ways are known: each column is what the document holds under its key, in whatever type the column has.
     */
    public static ColumnChange toJson(String table, String document, String... columns) {
        TableName name = TableName.of(table);
        ColumnChange change =
                new ColumnChange(name).replaces(columns).into(document, "jsonb", Documents.of(List.of(columns)));
        for (String column : columns) {
            change = change.back(column, Documents.column(name, document, column));
        }
        return change;
    }

    /**
     * A {@code jsonb} document whose keys become columns, which have their names; keys that are none stay in the document
     * until it goes.
     *
     * @param columns the type of each, in SQL
     */
    public static ColumnChange fromJson(String table, String document, Map<String, String> columns) {
        ColumnChange change = new ColumnChange(TableName.of(table)).replaces(document);
        for (Map.Entry<String, String> column : columns.entrySet()) {
            change = change.into(
                    column.getKey(), column.getValue(), Documents.value(document, column.getKey(), column.getValue()));
        }
        return change.back(document, Documents.with(document, List.copyOf(columns.keySet())));
    }

    /**
     * A column of another enum type, which has to be there; values keep their names.
     *
     * <p>Values that the other one doesn't have: say with {@link ColumnChange#into} instead what becomes of them.
     */
    public static ColumnChange replaceEnum(String table, String from, String to, String type) {
        return changeType(table, from)
                .into(to, type, "cast(" + Identifiers.quoted(from) + "::text as " + type + ")")
                .back(from, Identifiers.quoted(to) + "::text");
    }

    /**
     * A column that takes no nulls any more.
     *
     * @param whenNull what is stored instead of a null that old code writes until then, and in the rows that have one
     */
    public static TableChange setNotNull(String table, String column, String whenNull) {
        return new Requirement(
                TableName.of(table),
                column,
                Identifiers.quoted(column) + " is not null",
                whenNull,
                Online.setNotNull(table, column));
    }

    /**
     * A check that old code doesn't satisfy yet.
     *
     * @param column to be changed in rows that don't satisfy it
     * @param otherwise its value in such a row, in SQL
     */
    public static TableChange addCheck(String name, String table, String condition, String column, String otherwise) {
        return new Requirement(
                TableName.of(table), column, condition, otherwise, Online.addCheck(name, table, condition));
    }

    /**
     * A foreign key that old code doesn't satisfy yet.
     *
     * @param referenced as {@code table.column} or {@code schema.table.column}
     * @param otherwise what is stored instead of a value that refers to nothing, in SQL
     */
    public static TableChange addForeignKey(
            String name, String table, String column, String referenced, String otherwise) {
        int dot = referenced.lastIndexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException(referenced + " is no table and column: write customers.id");
        }
        String other = referenced.substring(0, dot);
        String key = referenced.substring(dot + 1);
        String condition = Identifiers.quoted(column) + " is null or exists (select from "
                + TableName.of(other).sql() + " upshift_referenced where upshift_referenced." + Identifiers.quoted(key)
                + " = " + Identifiers.quoted(TableName.of(table).name()) + "." + Identifiers.quoted(column) + ")";
        return new Requirement(
                TableName.of(table),
                column,
                condition,
                otherwise,
                Online.addForeignKey(name).on(table, column).references(other, key));
    }

    /** The table, as it was written. */
    abstract TableName table();

    /** What goes in the end, as {@code table.column}s. */
    abstract List<String> goes();

    /** Everything that decides what the phases do. */
    abstract String content();

    /**
     * @param kept how long the old structure stays in step after the contract
     * @throws io.upshift.MigrationException when it makes no sense, whatever the table looks like
     */
    abstract Phases phases(MigrationId id, Duration kept);
}
