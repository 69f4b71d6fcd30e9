package io.upshift.postgres.change;

import io.upshift.StepException;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.TableName;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the contract will be able to take the old columns away: what stands on them is known from the beginning. */
record Outlook(ColumnChange change, LiveTable table) {
    private static final String DEPENDENTS = "select distinct pg_describe_object(d.classid, d.objid, d.objsubid),"
            + " r.ev_class::regclass::text, con.contype::text, (i.indexrelid is not null)::text"
            + " from pg_catalog.pg_depend d join pg_catalog.pg_attribute a on a.attrelid = d.refobjid"
            + " and a.attnum = d.refobjsubid"
            + " left join pg_catalog.pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid"
            + " left join pg_catalog.pg_constraint con on d.classid = 'pg_constraint'::regclass and con.oid = d.objid"
            + " left join pg_catalog.pg_index i on d.classid = 'pg_class'::regclass and i.indexrelid = d.objid"
            + " where d.refclassid = 'pg_class'::regclass and d.refobjid = cast(? as oid)"
            + " and a.attname = any (string_to_array(?, chr(10)))"
            + " and not (d.classid = 'pg_attrdef'::regclass and d.objid in (select oid from pg_catalog.pg_attrdef"
            + " where adrelid = a.attrelid and adnum = a.attnum))"
            + " and not (d.classid = 'pg_class'::regclass and exists (select from pg_catalog.pg_class s"
            + " where s.oid = d.objid and s.relkind in ('S', 't')))";

    private static final String REFERRING =
            "select con.conname, con.conrelid::regclass::text from pg_catalog.pg_constraint"
                    + " con join pg_catalog.pg_attribute a on a.attrelid = con.confrelid and a.attnum = any (con.confkey)"
                    + " where con.contype = 'f' and con.confrelid = cast(? as oid) and con.conparentid = 0"
                    + " and a.attname = any (string_to_array(?, chr(10)))";

    private static final String PARTITIONED_BY = "select exists (select from pg_catalog.pg_partitioned_table p"
            + " join pg_catalog.pg_attribute a on a.attrelid = p.partrelid and a.attnum = any (p.partattrs::smallint[])"
            + " where p.partrelid = cast(? as oid) and a.attname = any (string_to_array(?, chr(10))))";

    void check(PostgresSession db) throws SQLException, StepException {
        if (change.old().isEmpty()) {
            return;
        }
        Reading reading = new Reading(db);
        String old = String.join("\n", change.old());
        if (reading.is(PARTITIONED_BY, table.oid(), old)) {
            throw refused("the table is partitioned by it", "make a new table and move the rows over");
        }
        for (List<@Nullable String> key : reading.rows(REFERRING, table.oid(), old)) {
            throw refused(
                    "the foreign key " + key.get(0) + " of " + key.get(1) + " refers to it",
                    "drop that foreign key first, or change the key itself");
        }
        Set<String> replaced = new HashSet<>();
        for (String view : change.views().keySet()) {
            replaced.addAll(reading.texts(
                    "select to_regclass(?)::text", TableName.of(view).sql()));
        }
        for (List<@Nullable String> one : reading.rows(DEPENDENTS, table.oid(), old)) {
            String what = String.valueOf(one.get(0));
            String view = one.get(1);
            if (view != null && !replaced.contains(view)) {
                throw refused(
                        "the view " + view + " reads it", "say with .view(\"" + view + "\", …) what it reads instead");
            }
            boolean isLost = !change.carries() || "x".equals(one.get(2));
            if (one.get(2) != null && isLost) {
                throw refused(
                        what + " would be lost", "drop it first, and add what takes its place after the backfill");
            }
            boolean isIndex = "true".equals(one.get(3));
            if (view == null && one.get(2) == null && !isIndex) {
                throw refused(what + " stands on it", "drop it first, or let it use something else");
            }
        }
        for (Added column : change.added()) {
            boolean isOpen = column.type() != null && column.standard() == null && column.like() != null;
            if (isOpen && table.column(String.valueOf(column.like())).standard() != null) {
                throw refused(
                        "it has a default", "say with .defaultTo(\"" + column.name() + "\", …) what the new one's is");
            }
        }
        for (String column : change.old()) {
            Column one = table.column(column);
            if (!change.back().containsKey(column) && one.isNotNull() && one.standard() == null && !one.isIdentity()) {
                throw refused(
                        column + " is not null and has no default, so code that doesn't know it couldn't insert",
                        "give it a default first, or say back(\"" + column + "\", …)");
            }
        }
    }

    private StepException refused(String why, String next) {
        return new StepException(
                String.join(", ", change.goes()) + " couldn't go in the end: " + why, next + "; nothing was changed");
    }
}
