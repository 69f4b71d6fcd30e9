package io.upshift.postgres.change;

import io.upshift.postgres.PostgresSession;

/** Looks whether a change can be made, from its expand to its contract, before anything is changed. */
record ExpandCheck(ColumnChange change, SyncNames names, Installed installed) {
    void run(PostgresSession db) throws Exception {
        LiveTable table = LiveTable.read(db, change.table());
        for (String column : change.old()) {
            table.column(column);
        }
    }
}
