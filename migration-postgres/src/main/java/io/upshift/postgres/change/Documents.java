package io.upshift.postgres.change;

import io.upshift.postgres.Identifiers;
import io.upshift.postgres.TableName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Expressions between columns and JSON documents. */
final class Documents {
    private Documents() {}

    /** A document of columns. */
    static String of(List<String> columns) {
        return columns.stream()
                .map(column -> Identifiers.literal(column) + ", " + Identifiers.quoted(column))
                .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
    }

    /** A column of a document, read by the server as whatever type the table's column has. */
    static String column(TableName table, String document, String column) {
        return "(jsonb_populate_record(null::" + table.sql() + ", jsonb_build_object(" + Identifiers.literal(column)
                + ", " + Identifiers.quoted(document) + " -> " + Identifiers.literal(column) + ")))."
                + Identifiers.quoted(column);
    }

    static String value(String document, String key, String type) {
        boolean isJson = type.toLowerCase(Locale.ROOT).matches("jsonb?");
        return "cast(" + Identifiers.quoted(document) + " " + (isJson ? "->" : "->>") + " " + Identifiers.literal(key)
                + " as " + type + ")";
    }

    /** A document with some of its keys as they are in columns. */
    static String with(String document, List<String> columns) {
        return "coalesce(" + Identifiers.quoted(document) + "::jsonb, '{}') || " + of(columns);
    }
}
