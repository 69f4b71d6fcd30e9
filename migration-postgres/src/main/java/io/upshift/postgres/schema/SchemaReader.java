package io.upshift.postgres.schema;

import io.upshift.Schema;
import io.upshift.SchemaObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads a database's catalog as a {@link Schema}, in two requests, however many tables there are.
 *
 * <p>It holds schemas, extensions, tables and their partitions, columns and their order, constraints, indexes, views,
 * sequences, functions, types, triggers, rules, policies, extended statistics, casts, operators, owners, privileges,
 * comments, event triggers, publications, subscriptions, foreign tables, servers, and settings of the database. It
 * doesn't hold the data, the values of sequences, what belongs to PostgreSQL or to an extension, what every new database
 * has, and the tables that Upshift itself wrote, which say so in their comment. An invalid index and a constraint that
 * isn't validated are told as such.
 *
 * <p>The same statements give the same text, whoever ran them and whatever the session's settings; another major version
 * may word them differently. Works on PostgreSQL 14 to 18. Whoever may connect may read all of it. Thread-safe.
 */
public final class SchemaReader {

    /** Settings that change how PostgreSQL words a definition. */
    private static final Map<String, String> WORDING = Map.of(
            "search_path", "",
            "datestyle", "ISO, YMD",
            "intervalstyle", "postgres",
            "timezone", "UTC",
            "bytea_output", "hex",
            "extra_float_digits", "1",
            "quote_all_identifiers", "off");

    private static final List<String> QUERIES =
            List.of("relations", "columns", "attached", "code", "rights", "remarks");

    private final String namespace;

    /** @param namespace where unqualified names of migrations lie */
    public SchemaReader(String namespace) {
        this.namespace = namespace;
    }

    /**
     * Reads within the session's transaction when it has one, and then sees what that has done so far.
     *
     * <p>The session's settings are the same afterwards; an error in a transaction leaves that to its end. Views are
     * locked against being changed (ACCESS SHARE) until then.
     */
    public Schema read(Connection connection) throws SQLException {
        List<SchemaObject> objects = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            String restore = restore(statement);
            // One message is one transaction where there is none, so that the settings end with it.
            boolean isRows = statement.execute(set() + Queries.all(QUERIES) + restore);
            for (int i = 0; isRows; i++) {
                if (i > 0 && i <= QUERIES.size()) {
                    read(statement, objects);
                }
                isRows = statement.getMoreResults();
            }
        }
        String version = String.valueOf(connection.getMetaData().getDatabaseMajorVersion());
        return new Schema("postgresql " + version, namespace, objects);
    }

    private static void read(Statement statement, List<SchemaObject> objects) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                String definition = rows.getString(4);
                objects.add(new SchemaObject(
                        rows.getString(1), rows.getString(2), rows.getString(3), definition == null ? "" : definition));
            }
        }
    }

    private static String set() {
        StringBuilder set = new StringBuilder("select ");
        WORDING.forEach((name, value) -> set.append(set.length() > "select ".length() ? ", " : "")
                .append("pg_catalog.set_config('")
                .append(name)
                .append("', '")
                .append(value)
                .append("', true)"));
        return set.append(";\n").toString();
    }

    /** The statement that brings the settings back, worded by the server. */
    private static String restore(Statement statement) throws SQLException {
        String names = "'" + String.join("', '", WORDING.keySet()) + "'";
        try (ResultSet row =
                statement.executeQuery("select 'select ' || string_agg(pg_catalog.format('pg_catalog.set_config(%L, %L,"
                        + " true)', name, pg_catalog.current_setting(name)), ', ') from pg_catalog.unnest(array["
                        + names
                        + "]) name")) {
            row.next();
            return row.getString(1);
        }
    }
}
