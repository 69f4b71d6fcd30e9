package io.upshift.postgres.change;

import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresSession;
import java.util.ArrayList;
import java.util.List;

/** The end of a change: the old columns go, with what kept both in step, and the new ones get what was theirs. */
record Handover(ColumnChange change, SyncNames names) {
    void run(PostgresSession db) throws Exception {
        LiveTable table = LiveTable.read(db, change.table());
        List<String> actions = new ArrayList<>();
        for (Added column : change.added()) {
            String like = column.like();
            String standard = column.standard() != null || like == null
                    ? column.standard()
                    : table.column(like).standard();
            if (standard != null) {
                actions.add("alter column " + Identifiers.quoted(column.name()) + " set default " + standard);
            }
        }
        change.old().forEach(column -> actions.add("drop column " + Identifiers.quoted(column)));
        actions.add("drop column " + Identifiers.quoted(names.marker()));
        db.sql("drop function " + table.in(names.function()) + "() cascade");
        db.sql("alter table " + table.sql() + " " + String.join(", ", actions));
    }
}
