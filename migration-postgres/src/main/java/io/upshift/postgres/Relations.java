package io.upshift.postgres;

import io.upshift.StatementTrace;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The relations at one moment as the session sees them: the locks that it holds on them, what it has read of them, and
 * the files that they lie in.
 *
 * @param byOid tables, partitions, materialized views and indexes that belong to the service
 * @param locks the session's strongest lock on each relation
 */
record Relations(Map<Long, Relation> byOid, Map<Long, LockMode> locks) {

    /**
     * One relation.
     *
     * @param isLockable whether LOCK TABLE takes it
     * @param root itself, or the partitioned table that it is a part of
     * @param table itself, or the table that an index is on
     * @param file where its rows lie; another one after a rewrite
     * @param scans how often the session read it from end to end, and how many rows that were; counted since its numbers
     *     were last handed in
     * @param shape its columns with their types, and how it is stored
     */
    record Relation(
            String name,
            boolean isIndex,
            boolean isLockable,
            long root,
            long table,
            long file,
            boolean isValid,
            Scans scans,
            Shape shape) {}

    /** See <a href="https://www.postgresql.org/docs/current/monitoring-stats.html">pg_stat_xact_all_tables</a>. */
    record Scans(long count, long rows) {}

    /** What a rewrite may be the consequence of. */
    record Shape(String columns, String method, String persistence, long space) {}

    /** Hands in the session's numbers when no transaction is open (from PostgreSQL 15 on), so that they start from 0. */
    private static final String HAND_IN = "do $$ begin if to_regproc('pg_catalog.pg_stat_force_next_flush') is not null"
            + " then perform pg_stat_force_next_flush(); end if; end $$";

    private static final String RELATIONS =
            "select c.oid, format('%I.%I', n.nspname, c.relname), c.relkind in ('i', 'I'), c.relkind in ('r', 'p'),"
                    + " case when c.relispartition then pg_partition_root(c.oid)::oid else c.oid end, coalesce(i.indrelid, c.oid),"
                    + " c.relfilenode, coalesce(i.indisvalid, true),"
                    + " pg_stat_get_xact_numscans(c.oid), pg_stat_get_xact_tuples_returned(c.oid),"
                    + " (select string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ' order by attnum)"
                    + "    from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped and c.relkind in ('r', 'm')),"
                    + " c.relam::text, c.relpersistence::text, c.reltablespace"
                    + " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                    + " left join pg_index i on i.indexrelid = c.oid"
                    + " where c.relkind in ('r', 'p', 'f', 'm', 'i', 'I') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'"
                    + " and not exists (select from pg_description d where d.classoid = 'pg_class'::regclass and d.objsubid = 0"
                    + "   and d.objoid = coalesce(i.indrelid, c.oid) and d.description like 'Written by Upshift%')";

    private static final String LOCKS = "select relation, mode from pg_locks where pid = pg_backend_pid() and granted"
            + " and locktype = 'relation' and database = (select oid from pg_database where datname = current_database())";

    static Relations read(Connection connection) throws SQLException {
        Map<Long, Relation> byOid = new HashMap<>();
        Map<Long, LockMode> locks = new HashMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(RELATIONS)) {
                while (row.next()) {
                    byOid.put(row.getLong(1), relation(row));
                }
            }
            try (ResultSet row = statement.executeQuery(LOCKS)) {
                while (row.next()) {
                    locks.merge(row.getLong(1), LockMode.ofCatalog(row.getString(2)), LockMode::stronger);
                }
            }
        }
        return new Relations(byOid, locks);
    }

    /** What the session has counted so far is no part of what it counts from now on; nothing happens in a transaction. */
    static void handIn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(HAND_IN);
        }
    }

    /** The same with locks that were seen from elsewhere. */
    Relations locked(Map<Long, LockMode> seen) {
        Map<Long, LockMode> all = new HashMap<>(locks);
        seen.forEach((relation, lock) -> all.merge(relation, lock, LockMode::stronger));
        return new Relations(byOid, all);
    }

    /** The names of the tables that no other one is made of. */
    List<String> tables() {
        return byOid.entrySet().stream()
                .filter(entry -> !entry.getValue().isIndex() && entry.getValue().isLockable())
                .map(entry -> entry.getValue().name())
                .sorted()
                .toList();
    }

    private static Relation relation(ResultSet row) throws SQLException {
        return new Relation(
                row.getString(2),
                row.getBoolean(3),
                row.getBoolean(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getBoolean(8),
                new Scans(row.getLong(9), row.getLong(10)),
                new Shape(String.valueOf(row.getString(11)), row.getString(12), row.getString(13), row.getLong(14)));
    }

    /** What a statement did that was executed between this moment and a later one. */
    StatementTrace traceOf(String statement, Relations after, Duration took) {
        return new RelationsDifference(this, after).trace(statement, took);
    }

    /** The name of what a relation is a part of. */
    String rootName(long oid) {
        Relation relation = byOid.get(oid);
        Relation root = relation == null ? null : byOid.get(relation.root());
        return root == null ? "" : root.name();
    }
}
