package io.upshift.postgres.clients;

import io.upshift.Gate;
import io.upshift.postgres.PostgresSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gates that are open while nothing uses a column, as far as PostgreSQL can tell.
 *
 * <p>They don't see a {@code select *}, and nothing that a client has not done yet: they stand beside {@link OldClients}, not
 * in its place. What this library made itself, such as the triggers that keep old and new columns in step, doesn't count.
 */
public final class Unused {
    private static final int SHOWN = 5;

    private static final String COLUMN = "with c as (select a.attrelid, a.attnum from pg_catalog.pg_attribute a"
            + " where a.attrelid = to_regclass(?) and a.attname = ? and a.attnum > 0 and not a.attisdropped)";

    private static final String MENTIONS = " ~* ('\\m' || regexp_replace(?, '(\\W)', '\\\\\\1', 'g') || '\\M')";

    private static final String OBJECTS = COLUMN
            + " select pg_describe_object(d.classid, d.objid, d.objsubid) from c join pg_catalog.pg_depend d"
            + " on d.refclassid = 'pg_class'::regclass and d.refobjid = c.attrelid and d.refobjsubid = c.attnum"
            + " left join pg_catalog.pg_trigger t on d.classid = 'pg_trigger'::regclass and t.oid = d.objid"
            + " where d.classid in ('pg_rewrite'::regclass, 'pg_proc'::regclass, 'pg_policy'::regclass,"
            + " 'pg_publication_rel'::regclass, 'pg_trigger'::regclass)"
            + " and coalesce(obj_description(t.tgfoid, 'pg_proc'), '') not like 'Upshift %'"
            + " union select 'the text of function ' || p.oid::regprocedure::text from pg_catalog.pg_proc p"
            + " join pg_catalog.pg_language l on l.oid = p.prolang join pg_catalog.pg_namespace n on n.oid = p.pronamespace"
            + " where l.lanname not in ('c', 'internal') and n.nspname not in ('pg_catalog', 'information_schema')"
            + " and coalesce(obj_description(p.oid, 'pg_proc'), '') not like 'Upshift %' and p.prosrc" + MENTIONS
            + " and p.prosrc" + MENTIONS + " order by 1";

    private static final String EXISTS = COLUMN + " select 'yes' from c";

    private static final String STATISTICS = "select quote_ident(n.nspname) || '.pg_stat_statements'"
            + " from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
            + " where c.relname = 'pg_stat_statements' and c.relkind = 'v'";

    private static final String HIDDEN = "<insufficient privilege>";

    private Unused() {}

    /** A look with what it found to say; empty when it found nothing. */
    @FunctionalInterface
    private interface Look {
        Optional<String> at(PostgresSession db) throws SQLException;
    }

    /**
     * Open while no view, function, policy, publication or trigger uses the column.
     *
     * <p>Of functions whose body is text, such as those in PL/pgSQL, every one counts that mentions both names.
     *
     * @param table as in SQL, in the target's schema unless it names one
     * @param column its name as the catalog has it
     */
    public static Gate<PostgresSession> inSchema(String table, String column) {
        return there(table, column, db -> {
            List<String> users = texts(db, OBJECTS, table, column, plain(table), column);
            return users.isEmpty()
                    ? Optional.empty()
                    : Optional.of(column + " of " + table + " is used by " + some(users));
        });
    }

    /**
     * Open while no statement in {@code pg_stat_statements} mentions both the table and the column.
     *
     * <p>It remembers statements since they were last forgotten, so this asks for a person's judgement: forget what was
     * found with {@code pg_stat_statements_reset(0, 0, queryid)}, and what still runs comes back. Shut where the extension
     * isn't installed, or the role may not read other roles' statements ({@code pg_read_all_stats}).
     *
     * @see <a href="https://www.postgresql.org/docs/current/pgstatstatements.html">pg_stat_statements</a>
     */
    public static Gate<PostgresSession> inStatements(String table, String column) {
        return there(table, column, db -> {
            List<String> statistics = texts(db, STATISTICS);
            if (statistics.isEmpty()) {
                return Optional.of("pg_stat_statements isn't installed here, so nothing tells which statements use "
                        + column + " of " + table);
            }
            String from = " from " + statistics.get(0)
                    + " where dbid = (select oid from pg_catalog.pg_database where datname = current_database())";
            if (!texts(db, "select 'hidden'" + from + " and query = ? limit 1", HIDDEN)
                    .isEmpty()) {
                return Optional.of("pg_stat_statements hides the statements of other roles: grant pg_read_all_stats");
            }
            List<String> found = texts(
                    db,
                    "select queryid || ' (' || sum(calls) || ' calls)'" + from
                            + " and query !~* '^\\s*(alter|create|drop|comment|grant|revoke)\\M' and query" + MENTIONS
                            + " and query" + MENTIONS + " group by queryid order by sum(calls) desc",
                    plain(table),
                    column);
            return found.isEmpty()
                    ? Optional.empty()
                    : Optional.of("pg_stat_statements has " + found.size() + " statements that mention " + column
                            + " of " + table + ", by queryid: " + some(found));
        });
    }

    private static Gate<PostgresSession> there(String table, String column, Look look) {
        return db -> texts(db, EXISTS, table, column).isEmpty()
                ? Optional.of("there is no column " + column + " in " + table)
                : look.at(db);
    }

    /** The last part of a name, as a text may mention it. */
    private static String plain(String table) {
        String name = table.substring(table.lastIndexOf('.') + 1);
        return name.startsWith("\"") ? name.substring(1, name.length() - 1) : name;
    }

    private static String some(List<String> found) {
        String shown = String.join(", ", found.subList(0, Math.min(SHOWN, found.size())));
        return found.size() > SHOWN ? shown + " and " + (found.size() - SHOWN) + " more" : shown;
    }

    private static List<String> texts(PostgresSession db, String sql, Object... binds) throws SQLException {
        return db.query(
                sql,
                executed -> {
                    List<String> texts = new ArrayList<>();
                    try (ResultSet row = executed.getResultSet()) {
                        while (row.next()) {
                            texts.add(row.getString(1));
                        }
                    }
                    return texts;
                },
                binds);
    }
}
