package io.upshift.postgres.change;

import io.upshift.StepException;
import io.upshift.postgres.PostgresSession;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what an old column has, in the words of the new one.
 *
 * <p>Definitions are never edited as text: an empty copy of the table gets them, its column is renamed, and the server says
 * how they read then.
 */
record CarryOver(LiveTable table, Column old, Added added, SyncNames names) {
    private static final String INDEXES = "select c.relname, pg_get_indexdef(i.indexrelid), i.indisunique,"
            + " coalesce(con.contype::text, 'i'), i.indexprs is null and i.indpred is null, con.condeferrable"
            + " from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid"
            + " left join pg_catalog.pg_constraint con on con.conindid = i.indexrelid and con.contype in ('u', 'p', 'x')"
            + " where i.indrelid = cast(? as oid) and i.indisvalid and (cast(? as smallint) = any (i.indkey::smallint[])"
            + " or exists (select from pg_catalog.pg_depend d where d.classid = 'pg_class'::regclass"
            + " and d.objid = i.indexrelid and d.refobjid = i.indrelid and d.refobjsubid = cast(? as smallint)))"
            + " order by i.indexrelid";

    private static final String CHECKS = "select conname from pg_catalog.pg_constraint where conrelid = cast(? as oid)"
            + " and contype = 'c' and cast(? as smallint) = any (conkey) order by conname";

    private static final String KEYS =
            "select con.conname, string_agg(quote_ident(case when a.attnum = cast(? as smallint)"
                    + " then ? else a.attname end), ', ' order by k.place), pg_get_constraintdef(con.oid)"
                    + " from pg_catalog.pg_constraint con cross join lateral unnest(con.conkey) with ordinality k (attnum, place)"
                    + " join pg_catalog.pg_attribute a on a.attrelid = con.conrelid and a.attnum = k.attnum"
                    + " where con.conrelid = cast(? as oid) and con.contype = 'f' and cast(? as smallint) = any (con.conkey)"
                    + " group by con.oid, con.conname order by con.conname";

    static List<CarryOver> of(ColumnChange change, LiveTable table, SyncNames names) throws StepException {
        if (!change.carries()) {
            return List.of();
        }
        Added added = change.added().get(0);
        return List.of(new CarryOver(table, table.column(change.old().get(0)), added, names));
    }

    List<Carried> indexes(PostgresSession db) throws SQLException, StepException {
        Reading reading = new Reading(db);
        List<List<@Nullable String>> found =
                reading.rows(INDEXES, table.oid(), (short) old.number(), (short) old.number());
        if (found.isEmpty()) {
            return List.of();
        }
        Scratch scratch = Scratch.of(reading, table, names);
        List<Carried> made = new ArrayList<>();
        for (List<@Nullable String> row : found) {
            String name = String.valueOf(row.get(0));
            String kind = String.valueOf(row.get(3));
            boolean isPlain = "t".equals(row.get(4));
            if (kind.equals("x") || "t".equals(row.get(5)) || (!isRename() && !isPlain)) {
                throw refused(name);
            }
            boolean isUnique = "t".equals(row.get(2));
            scratch.index(String.valueOf(row.get(1)), isUnique);
            made.add(new Carried(kind, name, named(name), isUnique, ""));
        }
        try {
            List<Carried> translated = scratch.translated(made, old, added);
            scratch.drop();
            return translated;
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("42")) {
                throw refused("an index");
            }
            throw e;
        }
    }

    /** Checks and foreign keys. */
    List<Carried> constraints(PostgresSession db) throws SQLException, StepException {
        Reading reading = new Reading(db);
        List<Carried> carried = new ArrayList<>();
        for (List<@Nullable String> key :
                reading.rows(KEYS, (short) old.number(), added.name(), table.oid(), (short) old.number())) {
            String name = String.valueOf(key.get(0));
            String whole = String.valueOf(key.get(2));
            String rest = whole.substring(whole.indexOf(" REFERENCES ")).replace(" NOT VALID", "");
            if (rest.contains(" SET NULL (") || rest.contains(" SET DEFAULT (")) {
                throw refused(name);
            }
            carried.add(new Carried("f", name, named(name), false, "foreign key (" + key.get(1) + ")" + rest));
        }
        List<String> checks = reading.texts(CHECKS, table.oid(), (short) old.number());
        if (checks.isEmpty()) {
            return carried;
        }
        if (!isRename()) {
            throw refused("the check " + checks.get(0));
        }
        Scratch scratch = Scratch.of(reading, table, names);
        scratch.rename(old, added);
        for (String check : checks) {
            carried.add(new Carried("c", check, named(check), false, scratch.check(check)));
        }
        scratch.drop();
        return carried;
    }

    /** Only then do expressions and conditions mean the same for the new column. */
    private boolean isRename() {
        return added.type() == null;
    }

    private StepException refused(String what) {
        return new StepException(
                what + " of " + table.name().plain() + " can't be brought over from " + old.name() + " to "
                        + added.name(),
                "drop it first, and add one for the new column after the backfill; nothing was changed");
    }

    private String named(String name) {
        String replaced =
                name.contains(old.name()) ? name.replace(old.name(), added.name()) : name + "_" + added.name();
        boolean isShort = replaced.getBytes(StandardCharsets.UTF_8).length < 60;
        return isShort && !replaced.equals(name) ? replaced : table.name().derived(name + "_" + added.name(), "new");
    }
}
