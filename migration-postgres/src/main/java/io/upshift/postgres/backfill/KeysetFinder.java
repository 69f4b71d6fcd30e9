package io.upshift.postgres.backfill;

import io.upshift.StepException;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the columns in whose order to go through a table.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-index.html">pg_index</a>
 */
final class KeysetFinder {
    /** A deferrable constraint lets duplicates through for a while; a partial or expression index isn't about columns. */
    private static final String UNIQUE = "select array_agg(a.attname::text order by k.place),"
            + " array_agg(format_type(a.atttypid, a.atttypmod) order by k.place)"
            + " from pg_index i cross join lateral unnest(i.indkey) with ordinality k (attnum, place)"
            + " join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum"
            + " where i.indrelid = cast(? as regclass) and i.indisunique and i.indisvalid and i.indimmediate"
            + " and i.indpred is null and i.indexprs is null and k.place <= i.indnkeyatts"
            + " group by i.indexrelid, i.indisprimary having bool_and(a.attnotnull)"
            + " order by i.indisprimary desc, count(*), i.indexrelid limit 1";

    private static final String TYPES = "select attname::text, format_type(atttypid, atttypmod) from pg_attribute"
            + " where attrelid = cast(? as regclass) and attnum > 0 and not attisdropped order by attnum";

    private KeysetFinder() {}

    static Keyset find(PostgresSession session, TableChange change, String part) throws SQLException, StepException {
        String table = TableName.checked(part);
        Optional<Keyset> keyset = find(session, table, change.key());
        if (keyset.isPresent()) {
            refuseChanged(keyset.get(), change);
            return keyset.get();
        }
        if (!change.isIdempotent()) {
            throw new StepException(
                    table
                            + " has no usable key: no primary key, and no unique index over columns that are all NOT NULL",
                    "add one, or name columns that are unique with key(…), or give a where that a changed row doesn't"
                            + " meet any more; nothing was changed");
        }
        return Keyset.places(table);
    }

    /**
     * @param table as it goes into SQL
     * @param key the columns that were named; the primary or the smallest unique key when none was
     */
    static Optional<Keyset> find(PostgresSession session, String table, List<String> key)
            throws SQLException, StepException {
        return key.isEmpty()
                ? unique(session, table)
                : Optional.of(new Keyset(table, key, types(types(session, table), table, key)));
    }

    private static Optional<Keyset> unique(PostgresSession session, String table) throws SQLException {
        return session.query(
                UNIQUE,
                executed -> {
                    ResultSet row = Objects.requireNonNull(executed.getResultSet());
                    return row.next() ? Optional.of(new Keyset(table, texts(row, 1), texts(row, 2))) : Optional.empty();
                },
                table);
    }

    /** Of every column of a table, in the words of the server. */
    static Map<String, String> types(PostgresSession session, String table) throws SQLException {
        return session.query(
                TYPES,
                executed -> {
                    Map<String, String> types = new LinkedHashMap<>();
                    ResultSet rows = Objects.requireNonNull(executed.getResultSet());
                    while (rows.next()) {
                        types.put(rows.getString(1), rows.getString(2));
                    }
                    return types;
                },
                table);
    }

    static List<String> types(Map<String, String> known, String table, List<String> columns) throws StepException {
        List<String> types = new ArrayList<>();
        for (String column : columns) {
            String type = known.get(column);
            if (type == null) {
                throw new StepException(
                        table + " has no column " + column,
                        "use some of " + String.join(", ", known.keySet()) + "; nothing was changed");
            }
            types.add(type);
        }
        return types;
    }

    /** A row whose key changes would be met twice, or not at all. */
    private static void refuseChanged(Keyset keyset, TableChange change) throws StepException {
        for (String column : keyset.columns()) {
            if (change.copyTo() == null && change.set().containsKey(column)) {
                throw new StepException(
                        "the work sets " + column + ", which belongs to the key in whose order it goes through "
                                + keyset.table(),
                        "go through it by another unique key with key(…); nothing was changed");
            }
        }
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray())
                .map(String::valueOf)
                .toList();
    }
}
