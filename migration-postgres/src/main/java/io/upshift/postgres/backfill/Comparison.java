package io.upshift.postgres.backfill;

import io.upshift.postgres.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What has to be the same in two tables, or twice in one: old and new, origin and copy.
 *
 * <p>Rows belong together by their key, which has the same columns on both sides. Their values are compared in text form,
 * by checksums of ranges of keys that the server computes; a range that differs is halved until its rows can be looked at.
 * Rows that the service writes meanwhile on one side only look like differences. Expressions and conditions are SQL and
 * stand as they are. Immutable: each setter returns a changed copy.
 */
public final class Comparison {
    private final TableName table;
    private final TableName other;
    private final Map<String, String> columns;
    private String where = "true";
    private String otherWhere = "true";
    private List<String> key = List.of();
    private double percent = 100;

    private Comparison(TableName table, TableName other, Map<String, String> columns) {
        this.table = table;
        this.other = other;
        this.columns = columns;
    }

    /**
     * Names of two tables, each alone or behind its schema and a dot; the same twice for columns of one table. Only the
     * keys are compared until columns are named.
     */
    public static Comparison of(String table, String other) {
        return new Comparison(TableName.of(table), TableName.of(other), new LinkedHashMap<>());
    }

    /**
     * Compares two expressions, null with null included.
     *
     * @param expression over the columns of the first table
     * @param others over the columns of the other one
     */
    public Comparison column(String expression, String others) {
        return with(copy -> copy.columns.put(expression, others));
    }

    /** Leaves out the rows of the first table that don't meet a condition. */
    public Comparison where(String condition) {
        return with(copy -> copy.where = condition);
    }

    /** Leaves out the rows of the other table that don't meet a condition. */
    public Comparison otherWhere(String condition) {
        return with(copy -> copy.otherWhere = condition);
    }

    /** Columns that are unique and not null on both sides; the first table's primary or unique key unless set. */
    public Comparison key(String... names) {
        return with(copy -> copy.key = List.of(names));
    }

    /**
     * Compares only some ranges of keys, taken at random, of a thousand rows of the first table each.
     *
     * @param percent of the ranges, above 0 and up to 100
     */
    public Comparison sample(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("A sample is above 0 and up to 100 percent, not " + percent);
        }
        return with(copy -> copy.percent = percent);
    }

    TableName table() {
        return table;
    }

    TableName other() {
        return other;
    }

    Map<String, String> columns() {
        return columns;
    }

    String where() {
        return where;
    }

    String otherWhere() {
        return otherWhere;
    }

    List<String> key() {
        return key;
    }

    double percent() {
        return percent;
    }

    /** As validations name it. */
    @Override
    public String toString() {
        return table + " like " + other;
    }

    private Comparison with(Consumer<Comparison> change) {
        Comparison copy = new Comparison(table, other, new LinkedHashMap<>(columns));
        copy.where = where;
        copy.otherWhere = otherWhere;
        copy.key = key;
        copy.percent = percent;
        change.accept(copy);
        return copy;
    }
}
