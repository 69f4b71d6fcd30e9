package io.upshift.testkit.migration;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * What rows tables hold, without holding them: how many, and the sum of a hash of each column and of each row.
 *
 * @param tables by qualified name
 */
record RowDigest(Map<String, Contents> tables) {
    private static final String COLUMNS = """
            select format('%I.%I', n.nspname, c.relname), array_agg(quote_ident(a.attname) order by a.attname),
                   array_agg(base.typname::text order by a.attname)
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
              join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
              join pg_type t on t.oid = a.atttypid
              join pg_type base on base.oid = coalesce(nullif(t.typbasetype, 0), t.oid)
             where c.relkind in ('r', 'p')
             group by 1 order by 1
            """;

    /**
     * Of one table.
     *
     * @param drawn columns whose values come from a clock or at random
     */
    record Contents(long rows, BigDecimal sum, Map<String, BigDecimal> columns, List<String> drawn) {

        /** The columns that held other values. */
        List<String> differingFrom(Contents then) {
            List<String> differing = new ArrayList<>();
            then.columns.forEach((column, sum) -> {
                BigDecimal is = columns.get(column);
                if (is == null || is.compareTo(sum) != 0) {
                    differing.add(column);
                }
            });
            return differing;
        }
    }

    /**
     * Reads the tables that are named; those that aren't there are left out.
     *
     * <p>One request, which reads each table once.
     */
    static RowDigest of(DataSource dataSource, List<String> tables) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            Map<String, Columns> known = columns(statement);
            known.keySet().retainAll(tables);
            return new RowDigest(known.isEmpty() ? Map.of() : contents(statement, known));
        } catch (SQLException e) {
            throw new IllegalStateException("The rows can't be read · " + e.getMessage(), e);
        }
    }

    /**
     * How what is here differs from what was made the same way before, in words without data; empty when it doesn't.
     *
     * <p>Times and random keys come out different each time, so their values aren't compared.
     */
    List<String> differencesFrom(RowDigest before) {
        List<String> differences = new ArrayList<>();
        before.tables.forEach((table, then) -> {
            Contents now = tables.get(table);
            if (now == null) {
                return;
            }
            List<String> columns = new ArrayList<>(now.differingFrom(then));
            columns.removeAll(then.drawn());
            if (now.rows() != then.rows()) {
                differences.add("table " + table + " had " + then.rows() + " rows and has " + now.rows());
            } else if (!columns.isEmpty()) {
                differences.add("table " + table + " holds other values in " + String.join(", ", columns));
            }
        });
        return differences;
    }

    private record Columns(List<String> names, List<String> types) {}

    private static Map<String, Columns> columns(Statement statement) throws SQLException {
        Map<String, Columns> columns = new TreeMap<>();
        try (ResultSet row = statement.executeQuery(COLUMNS)) {
            while (row.next()) {
                columns.put(
                        row.getString(1),
                        new Columns(List.of((String[]) row.getArray(2).getArray()), List.of((String[])
                                row.getArray(3).getArray())));
            }
        }
        return columns;
    }

    private static Map<String, Contents> contents(Statement statement, Map<String, Columns> tables)
            throws SQLException {
        List<Map.Entry<String, Columns>> numbered = List.copyOf(tables.entrySet());
        List<String> queries = new ArrayList<>();
        for (Map.Entry<String, Columns> table : numbered) {
            queries.add(query(queries.size(), table.getKey(), table.getValue()));
        }
        Map<String, Contents> contents = new TreeMap<>();
        try (ResultSet row = statement.executeQuery(String.join(" union all ", queries))) {
            while (row.next()) {
                Map.Entry<String, Columns> table = numbered.get(row.getInt(1));
                contents.put(table.getKey(), contents(row, table.getValue()));
            }
        }
        return contents;
    }

    private static Contents contents(ResultSet row, Columns columns) throws SQLException {
        BigDecimal[] sums = (BigDecimal[]) row.getArray(4).getArray();
        Map<String, BigDecimal> byColumn = new LinkedHashMap<>();
        List<String> drawn = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            byColumn.put(columns.names().get(i), sums[i]);
            if (columns.types().get(i).matches("uuid|time.*|date")) {
                drawn.add(columns.names().get(i));
            }
        }
        return new Contents(row.getLong(2), row.getBigDecimal(3), byColumn, drawn);
    }

    private static String query(int number, String table, Columns columns) {
        List<String> sums = columns.names().stream()
                .map(column -> "coalesce(sum(coalesce(hashtextextended(t." + column + "::text, 0), 1)::numeric), 0)")
                .toList();
        return "select " + number
                + ", count(*), coalesce(sum(hashtextextended(to_jsonb(t)::text, 0)::numeric), 0), array["
                + String.join(", ", sums) + "]::numeric[] from " + table + " t";
    }
}
