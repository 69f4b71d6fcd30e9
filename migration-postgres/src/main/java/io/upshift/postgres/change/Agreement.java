package io.upshift.postgres.change;

import io.upshift.Validation;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether old and new agree in every row: what there is on one side is what the other side makes of it.
 *
 * <p>Compared by bytes, because not every type has an equality, and equal values may still differ.
 */
record Agreement(ColumnChange change, SyncNames names) {
    /** Where counting ends. */
    static final int MOST = 1000;

    Validation<PostgresSession> validation() {
        return Validation.of("every row of " + change.table().plain(), this::differing, 0);
    }

    long differing(PostgresSession db) throws Exception {
        LiveTable table = LiveTable.read(db, change.table());
        String sql = "select count(*) from (select from " + table.sql() + " where not (" + condition(table)
                + ") limit " + MOST + ") differing";
        return Long.parseLong(new Reading(db).texts(sql).get(0));
    }

    private String condition(LiveTable table) throws Exception {
        String done = Identifiers.quoted(names.marker()) + " is not null";
        boolean isTold = change.noWayBack().isEmpty() && !change.old().isEmpty();
        if (!change.noWayBack().isEmpty()) {
            return done;
        }
        String forward = same(table, change.forward());
        return done + " and (" + forward + (isTold ? " or " + same(table, change.back()) : "") + ")";
    }

    private static String same(LiveTable table, Map<String, String> made) throws Exception {
        List<String> same = new ArrayList<>();
        for (Map.Entry<String, String> one : made.entrySet()) {
            String type = table.column(one.getKey()).type();
            same.add("pg_catalog.record_image_eq(row(" + Identifiers.quoted(one.getKey()) + "), row(cast(("
                    + one.getValue() + "\n) as " + type + ")))");
        }
        return "(" + String.join(" and ", same) + ")";
    }
}
