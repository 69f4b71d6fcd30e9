package io.upshift.postgres.change;

import io.upshift.Validation;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether old and new agree in every row: what there is on one side is what the other side makes of it.
 *
 * <p>Compared by bytes, because not every type has an equality, and equal values may still differ.
 */
record Agreement(ColumnChange change, SyncNames names) {
    private static final String SET_ZONE = "select set_config('TimeZone', ?, false)";

    /** Where counting ends. */
    static final int MOST = 1000;

    Validation<PostgresSession> validation() {
        return Validation.of("every row of " + change.table().plain(), this::differing, 0);
    }

    long differing(PostgresSession db) throws Exception {
        LiveTable table = LiveTable.read(db, change.table());
        String sql = "select count(*) from (select from " + table.sql() + " where not (" + condition(table) + ") limit "
                + MOST + ") differing";
        Reading reading = new Reading(db);
        String zone = reading.texts("select current_setting('TimeZone')").get(0);
        reading.texts(SET_ZONE, "UTC"); // in which the triggers compute
        try {
            long differing = Long.parseLong(reading.texts(sql).get(0));
            reading.texts(SET_ZONE, zone);
            return differing;
        } catch (SQLException e) {
            restore(reading, zone, e);
            throw e;
        }
    }

    /** In a transaction there is nothing to restore after an error. */
    private static void restore(Reading reading, String zone, SQLException error) {
        try {
            reading.texts(SET_ZONE, zone);
        } catch (SQLException e) {
            error.addSuppressed(e);
        }
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
