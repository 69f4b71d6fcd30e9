package io.upshift.postgres.lint;

import io.upshift.postgres.LockMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a statement did to the tables that were there before it, as the server tells it.
 *
 * @param locks stronger than those for rows; a partition's count as its parent's
 * @param rewritten got another file
 * @param scanned were read from end to end
 * @param parents of partitions
 */
record ObservedEffects(
        Map<String, LockMode> locks, Set<String> rewritten, Set<String> scanned, Map<String, String> parents) {
    private static final String TABLES =
            "from pg_class c left join pg_inherits i on i.inhrelid = c.oid and c.relispartition"
                    + " join pg_class p on p.oid = coalesce(i.inhparent, c.oid) where c.relkind in ('r', 'p', 'm') and"
                    + " c.relnamespace = 'public'::regnamespace";

    static ObservedEffects of(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Map<String, String> tables = rows(connection, "select c.oid, p.relname " + TABLES);
            Map<String, String> parents = rows(connection, "select c.relname, p.relname " + TABLES);
            Map<String, String> files = rows(connection, "select c.oid, pg_relation_filenode(c.oid) " + TABLES);
            Map<String, String> scans = rows(connection, "select relid, seq_scan from pg_stat_xact_all_tables");
            run(connection, sql);
            Map<String, String> filesAfter = rows(connection, "select oid, pg_relation_filenode(oid) from pg_class");
            Map<String, String> scansAfter = rows(connection, "select relid, seq_scan from pg_stat_xact_all_tables");
            Set<String> rewritten = new TreeSet<>();
            Set<String> scanned = new TreeSet<>();
            tables.forEach((oid, table) -> {
                String after = filesAfter.get(oid);
                if (after != null && !after.equals(files.get(oid))) {
                    rewritten.add(table);
                }
                if (after != null && !scansAfter.getOrDefault(oid, "0").equals(scans.getOrDefault(oid, "0"))) {
                    scanned.add(table);
                }
            });
            ObservedEffects observed = new ObservedEffects(locks(connection, tables), rewritten, scanned, parents);
            connection.commit();
            return observed;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static Map<String, LockMode> locks(Connection connection, Map<String, String> tables) throws SQLException {
        Map<String, LockMode> locks = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select relation, mode from pg_locks where pid = pg_backend_pid() and locktype = 'relation'")) {
            while (row.next()) {
                String table = tables.get(row.getString(1));
                String words = row.getString(2).replaceFirst("Lock$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ");
                LockMode mode = LockMode.ofWords(words);
                if (table != null) {
                    locks.merge(table, mode, ObservedEffects::stronger);
                }
            }
        }
        locks.values().removeIf(ObservedEffects::isForRows);
        return locks;
    }

    /** What is predicted, told in the same way. */
    Map<String, LockMode> strongest(List<Effect> effects) {
        Map<String, LockMode> locks = new TreeMap<>();
        effects.forEach(effect -> {
            String table = effect.table().name();
            locks.merge(parents.getOrDefault(table, table), effect.lock(), ObservedEffects::stronger);
        });
        locks.values().removeIf(ObservedEffects::isForRows);
        return locks;
    }

    private static LockMode stronger(LockMode one, LockMode other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static boolean isForRows(LockMode mode) {
        return mode.compareTo(LockMode.ROW_EXCLUSIVE) <= 0;
    }

    private static Map<String, String> rows(Connection connection, String sql) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.put(row.getString(1), String.valueOf(row.getString(2)));
            }
        }
        return rows;
    }

    static void run(Connection connection, String sql) throws SQLException {
        if (!sql.isBlank()) {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute(sql);
            }
        }
    }

    /** A schema as it is in a new database. */
    static void empty(Connection connection) throws SQLException {
        run(
                connection,
                "drop publication if exists changes; drop schema if exists public, shop, store, old, fresh cascade;"
                        + " create schema public");
    }
}
