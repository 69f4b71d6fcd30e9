package io.upshift.examples.inventory;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Looks at a database from outside. */
record Probe(DataSource dataSource) {
    private static final List<String> TABLES = List.of(
            "warehouses", "inventory_items", "inventory_reservations", "stock_transactions", "inventory_snapshots");

    private static final String SCHEMA = """
            select concat_ws(' ', table_name, column_name, data_type, character_maximum_length, numeric_precision,
                numeric_scale, is_nullable, column_default)
            from information_schema.columns where table_schema = 'public' and table_name not like 'upshift%'
            union all
            select pg_get_indexdef(indexrelid) || ' ' || indisvalid from pg_index
            where indrelid in (select oid from pg_class
                where relnamespace = 'public'::regnamespace and relname not like 'upshift%')
            union all
            select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
            where connamespace = 'public'::regnamespace and conrelid::regclass::text not like 'upshift%'
            union all
            select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
            union all
            select pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
            order by 1
            """;

    /** The rows that the service started with, whatever the order of their columns. */
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (String table : TABLES) {
            rows.add(table + " "
                    + text("select count(*) || ' ' || md5(string_agg(to_jsonb(t)::text, ',' order by id)) from " + table
                            + " t"));
        }
        return rows;
    }

    /** Columns, indexes, constraints, triggers and functions; not the library's own. */
    List<String> schema() {
        return texts(SCHEMA);
    }

    long count(String sql) {
        return Long.parseLong(text(sql));
    }

    String text(String sql) {
        return texts(sql).get(0);
    }

    List<String> texts(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    void execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
