package io.upshift.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the lines of a catalog by the queries in the resources beside this class. */
final class CatalogReader {

    private static final List<String> QUERIES = List.of("relations", "columns", "rules", "code", "rights", "remarks");

    /** Settings that PostgreSQL lets change how it words a definition. */
    private static final Map<String, String> WORDING = Map.of(
            "search_path", "",
            "datestyle", "ISO, YMD",
            "intervalstyle", "postgres",
            "timezone", "UTC",
            "bytea_output", "hex",
            "extra_float_digits", "1",
            "quote_all_identifiers", "off");

    private CatalogReader() {}

    static List<CatalogLine> read(Connection connection) throws SQLException {
        return connection.getAutoCommit() ? readInOwnTransaction(connection) : readInTransaction(connection);
    }

    private static List<CatalogLine> readInOwnTransaction(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            return readInTransaction(connection);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static List<CatalogLine> readInTransaction(Connection connection) throws SQLException {
        Map<String, String> before = settings(connection);
        set(connection, WORDING);
        List<CatalogLine> lines = new ArrayList<>();
        for (String query : QUERIES) {
            read(connection, query, lines);
        }
        set(connection, before); // an error leaves the transaction aborted, and its end undoes them as well
        return List.copyOf(lines);
    }

    private static void read(Connection connection, String query, List<CatalogLine> lines) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(text(query))) {
            while (rows.next()) {
                lines.add(new CatalogLine(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
    }

    private static Map<String, String> settings(Connection connection) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : WORDING.keySet()) {
            values.put(name, "");
        }
        String query = "select name, current_setting(name) from pg_catalog.unnest(?::text[]) name";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setArray(
                    1, connection.createArrayOf("text", values.keySet().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return values;
    }

    private static void set(Connection connection, Map<String, String> values) throws SQLException {
        String update =
                "select pg_catalog.set_config(name, value, true) from rows from (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[])) s (name, value)";
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setArray(
                    1, connection.createArrayOf("text", values.keySet().toArray()));
            statement.setArray(
                    2, connection.createArrayOf("text", values.values().toArray()));
            statement.execute();
        }
    }

    private static String text(String query) {
        String name = "catalog/" + query + ".sql";
        try (InputStream in = Objects.requireNonNull(CatalogReader.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + name + " of the test kit cannot be read", e);
        }
    }
}
