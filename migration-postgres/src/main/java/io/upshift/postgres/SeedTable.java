package io.upshift.postgres;

import io.upshift.StepException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table that a seed file is about.
 *
 * @param name quoted, with its schema
 * @param key the columns by which its rows are told apart, all of which the file has
 */
record SeedTable(String name, List<String> key) {
    private static final String COLUMNS = "select a.attname from pg_catalog.pg_attribute a"
            + " where a.attrelid = pg_catalog.to_regclass(?) and a.attnum > 0 and not a.attisdropped order by a.attnum";

    /** The primary key first, then the others by name; those that a NULL, an expression or a predicate makes no key, not. */
    private static final String KEYS = "select (select array_agg(a.attname::text order by k.n)"
            + " from unnest(i.indkey[0:i.indnkeyatts - 1]) with ordinality k (attnum, n)"
            + " join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum)"
            + " from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid"
            + " where i.indrelid = pg_catalog.to_regclass(?) and i.indisunique and i.indisvalid and i.indpred is null"
            + " and i.indexprs is null and not exists (select from pg_catalog.pg_attribute a where a.attrelid = i.indrelid"
            + " and a.attnum = any (i.indkey[0:i.indnkeyatts - 1]) and not a.attnotnull)"
            + " order by i.indisprimary desc, c.relname";

    /** @param path of the file, for errors */
    static SeedTable find(PostgresSession session, String table, List<String> header, String path) throws Exception {
        String name = quoted(table);
        List<String> columns = names(session.connection(), COLUMNS, name);
        if (columns.isEmpty()) {
            throw new StepException(
                    "there is no table " + table + " for " + path, "correct the file's name, or migrate first");
        }
        List<String> unknown = new ArrayList<>(header);
        unknown.removeAll(columns);
        if (!unknown.isEmpty()) {
            throw new StepException(
                    "the table " + table + " has no columns " + unknown + " for " + path, "use some of " + columns);
        }
        return new SeedTable(name, key(session.connection(), name, header, path));
    }

    private static List<String> key(Connection connection, String name, List<String> header, String path)
            throws Exception {
        List<List<String>> keys = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(KEYS)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    keys.add(List.of((String[]) rows.getArray(1).getArray()));
                }
            }
        }
        for (List<String> key : keys) {
            if (header.containsAll(key)) {
                return key;
            }
        }
        throw new StepException(
                path + " has no key of " + name + " among its columns " + header,
                keys.isEmpty() ? "give the table a primary key" : "add the columns of one of " + keys);
    }

    /** Rows with given numbers don't move a sequence, and the service's next row would collide with one of them. */
    void advanceSequence(PostgresSession session, String column) throws SQLException {
        String sequence = sequence(session.connection(), column);
        if (sequence != null) {
            session.sql("select setval(" + Identifiers.literal(sequence) + ", most) from (select max("
                    + Identifiers.quoted(column) + ") as most from " + name + ") m where most > (select last_value from "
                    + sequence + ")");
        }
    }

    private @Nullable String sequence(Connection connection, String column) throws SQLException {
        String sql = "select pg_catalog.pg_get_serial_sequence(?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.setString(2, column);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private static List<String> names(Connection connection, String sql, String table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    /** {@code sales.countries} names the schema; a name without one is looked up where the target's objects are. */
    static String quoted(String table) {
        int dot = table.indexOf('.');
        return dot < 0
                ? Identifiers.quoted(table)
                : Identifiers.quoted(table.substring(0, dot)) + "." + Identifiers.quoted(table.substring(dot + 1));
    }
}
