package io.upshift.postgres.backfill;

import io.upshift.postgres.Identifiers;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The columns in whose order a table is gone through.
 *
 * <p>A key travels as one text, the server's own text form of an array of the columns' text forms, so that keys of any
 * types and any number are handled alike, and compared by the server alone.
 *
 * @param table quoted, with its schema
 * @param types as the server writes them
 */
record Keyset(String table, List<String> columns, List<String> types) {
    static final Keyset UNKNOWN = new Keyset("", List.of("key"), List.of("text"));

    /** The rows' places, for a table without a key. */
    static Keyset places(String table) {
        return new Keyset(table, List.of("ctid"), List.of("tid"));
    }

    boolean isPlaces() {
        return columns.equals(List.of("ctid"));
    }

    /** {@code "a", "b"}. */
    String list() {
        return columns.stream().map(Keyset::name).collect(Collectors.joining(", "));
    }

    String descending() {
        return columns.stream().map(column -> name(column) + " desc").collect(Collectors.joining(", "));
    }

    /** The key of a row as one text. */
    String text() {
        return columns.stream().map(column -> name(column) + "::text").collect(Collectors.joining(", ", "array[", "]::text"));
    }

    /** {@code ("a", "b") > (…)} against a key as one text. */
    String compared(String operator, String text) {
        String values = IntStream.range(0, columns.size())
                .mapToObj(i -> "((" + text + ")::text[])[" + (i + 1) + "]::" + types.get(i))
                .collect(Collectors.joining(", "));
        return columns.size() == 1 ? list() + " " + operator + " " + values : "(" + list() + ") " + operator + " (" + values + ")";
    }

    /** What {@link #compared} binds when the text is a placeholder: the key once for each column. */
    List<String> binds(String text) {
        return Collections.nCopies(columns.size(), text);
    }

    private static String name(String column) {
        return column.equals("ctid") ? column : Identifiers.quoted(column);
    }
}
