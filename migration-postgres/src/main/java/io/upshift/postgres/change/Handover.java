package io.upshift.postgres.change;

import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.view.Views;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The end of a change: the old columns go, with what kept both in step, and the new ones get what was theirs.
 *
 * <p>One transaction, because without the triggers the old columns would refuse what new code writes; nothing in it reads
 * or writes a row.
 */
record Handover(ColumnChange change, SyncNames names) {
    private static final String SEQUENCES = "select d.objid::regclass::text, d.deptype from pg_catalog.pg_depend d"
            + " join pg_catalog.pg_class s on s.oid = d.objid and s.relkind = 'S'"
            + " where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass"
            + " and d.refobjid = cast(? as oid) and d.refobjsubid = cast(? as integer) and d.deptype in ('a', 'i')";

    private static final String IDENTITY =
            "select attidentity from pg_catalog.pg_attribute where attrelid = cast(? as oid) and attname = ?";

    private static final String REPLICATED_BY =
            "select exists (select from pg_catalog.pg_index where indexrelid =" + " to_regclass(?) and indisreplident)";

    void run(PostgresSession db) throws Exception {
        Views views = Views.around(change.table().sql());
        for (Map.Entry<String, String> view : change.views().entrySet()) {
            views = views.replacing(view.getKey(), view.getValue());
        }
        if (change.views().isEmpty()) {
            handOver(db);
        } else {
            views.with(this::handOver).run(db);
        }
    }

    private void handOver(PostgresSession db) throws Exception {
        LiveTable table = LiveTable.read(db, change.table());
        String alter = "alter table " + table.sql() + " ";
        List<Carried> carried = new ArrayList<>();
        for (CarryOver carryOver : CarryOver.of(change, table, names)) {
            carried.addAll(carryOver.indexes(db));
            carried.addAll(carryOver.constraints(db));
        }
        db.sql("drop function " + table.in(names.function()) + "() cascade");
        List<String> actions = new ArrayList<>();
        for (Added column : change.added()) {
            String like = column.like();
            if (like != null) {
                sequences(db, table, column, table.column(like));
            }
            String standard = column.standard() != null || like == null || column.type() != null
                    ? column.standard()
                    : table.column(like).standard();
            if (standard != null) {
                actions.add("alter column " + Identifiers.quoted(column.name()) + " set default " + standard);
            }
        }
        List<Carried> identities = new ArrayList<>();
        for (Carried one : carried) {
            if (new Reading(db).is(REPLICATED_BY, table.in(one.oldName()))) {
                identities.add(one);
            }
        }
        change.old().forEach(column -> actions.add("drop column " + Identifiers.quoted(column)));
        actions.add("drop column " + Identifiers.quoted(names.marker()));
        db.sql(alter + String.join(", ", actions));
        for (Carried one : carried) {
            db.sql(takingItsName(table, alter, one));
        }
        for (Carried one : identities) {
            db.sql(alter + "replica identity using index " + Identifiers.quoted(one.oldName()));
        }
    }

    private static String takingItsName(LiveTable table, String alter, Carried one) {
        String old = Identifiers.quoted(one.oldName());
        if (one.isKey()) {
            return alter + "add constraint " + old + (one.kind().equals("p") ? " primary key" : " unique")
                    + " using index " + Identifiers.quoted(one.name());
        }
        return one.isIndex()
                ? "alter index " + table.in(one.name()) + " rename to " + old
                : alter + "rename constraint " + Identifiers.quoted(one.name()) + " to " + old;
    }

    /** A sequence would go with its column; that of an identity can't be given away, so it goes on in a new one. */
    private static void sequences(PostgresSession db, LiveTable table, Added column, Column old) throws SQLException {
        Reading reading = new Reading(db);
        String name = Identifiers.quoted(column.name());
        for (List<@Nullable String> sequence : reading.rows(SEQUENCES, table.oid(), old.number())) {
            if ("a".equals(sequence.get(1))) {
                db.sql("alter sequence " + sequence.get(0) + " owned by " + table.sql() + "." + name);
            } else {
                String kind = reading.texts(IDENTITY, table.oid(), old.name()).get(0);
                db.sql("alter table " + table.sql() + " alter column " + name + " add generated "
                        + (kind.equals("a") ? "always" : "by default") + " as identity");
                db.sql(
                        "select setval(pg_get_serial_sequence(?, ?), last_value, is_called) from " + sequence.get(0),
                        table.sql(),
                        column.name());
            }
        }
    }
}
