package io.upshift.testkit.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The rows of some tables at one time, as JSON in a temporary table: nothing of the schema hangs on it, and nobody else
 * sees it. Closing forgets them. Used by one thread.
 */
final class KeptRows implements AutoCloseable {
    private static final String KEYS = """
            select format('%I.%I', n.nspname, c.relname), array_agg(a.attname::text)
              from pg_constraint k
              join pg_class c on c.oid = k.conrelid
              join pg_namespace n on n.oid = c.relnamespace
              join pg_attribute a on a.attrelid = c.oid and a.attnum = any (k.conkey)
             where k.contype = 'p'
             group by 1
            """;

    private final Connection connection;
    private final RowDigest digest;
    private final Map<String, List<String>> keys = new TreeMap<>();

    private KeptRows(Connection connection, RowDigest digest) {
        this.connection = connection;
        this.digest = digest;
    }

    static KeptRows of(DataSource dataSource, List<String> tables) {
        RowDigest digest = RowDigest.of(dataSource, tables);
        try {
            KeptRows kept = new KeptRows(dataSource.getConnection(), digest);
            kept.keep(tables);
            return kept;
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    private void keep(List<String> tables) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table kept_rows (of_table text, data jsonb)");
            List<String> all = tables.stream()
                    .map(table -> "select '" + table.replace("'", "''") + "', to_jsonb(t) from " + table + " t")
                    .toList();
            if (!all.isEmpty()) {
                statement.execute("insert into kept_rows " + String.join(" union all ", all));
            }
            try (ResultSet row = statement.executeQuery(KEYS)) {
                while (row.next()) {
                    keys.put(
                            row.getString(1), List.of((String[]) row.getArray(2).getArray()));
                }
            }
        }
    }

    /**
     * What is wrong with the rows that are there now, in words without data: rows that went or came, and values that were
     * lost or changed. A value where there was none is no loss.
     */
    List<String> lost(RowDigest now) {
        List<String> lost = new ArrayList<>();
        digest.tables().forEach((table, then) -> {
            RowDigest.Contents is = now.tables().get(table);
            if (is == null) {
                lost.add("table " + table + " is gone with its " + then.rows() + " rows");
            } else if (is.rows() != then.rows()) {
                lost.add("table " + table + " had " + then.rows() + " rows and has " + is.rows());
            } else if (is.sum().compareTo(then.sum()) != 0) {
                changed(table, then, is, lost);
            }
        });
        return lost;
    }

    private void changed(String table, RowDigest.Contents then, RowDigest.Contents now, List<String> lost) {
        List<String> key = keys.get(table);
        if (key == null) {
            lost.add("table " + table + " holds other values in " + String.join(", ", now.differingFrom(then)));
            return;
        }
        String same = key.stream()
                .map(name ->
                        "n.data -> '" + name.replace("'", "''") + "' = k.data -> '" + name.replace("'", "''") + "'")
                .collect(Collectors.joining(" and "));
        String query = "select value.key, count(*) from kept_rows k cross join jsonb_each(k.data) value left join"
                + " (select to_jsonb(t) as data from " + table + " t) n on " + same
                + " where k.of_table = ? and value.value <> 'null' and n.data -> value.key is distinct from value.value"
                + " group by 1 order by 1";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    lost.add("table " + table + " has lost or changed the " + row.getString(1) + " of " + row.getLong(2)
                            + " rows");
                }
            }
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    private static IllegalStateException unread(SQLException e) {
        return new IllegalStateException("The rows can't be read · " + e.getMessage(), e);
    }
}
