package io.upshift.postgres.change;

import io.upshift.Operation;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.TableName;
import java.util.ArrayList;
import java.util.List;

/** Drops what {@link BuildIndexes} has built, concurrently; on a partitioned table, in one statement that PostgreSQL allows. */
record DropIndexes(ColumnChange change, SyncNames names) implements Operation<PostgresSession> {
    private static final String THERE = "select to_regclass(?) is not null";

    @Override
    public void run(PostgresSession session) throws Exception {
        LiveTable table = LiveTable.read(session, change.table());
        for (String index : there(session, table)) {
            session.sql("drop index " + (table.kind().equals("p") ? "" : "concurrently ") + "if exists " + index);
        }
    }

    @Override
    public boolean isDone(PostgresSession session) throws Exception {
        return there(session, LiveTable.read(session, change.table())).isEmpty();
    }

    private List<String> there(PostgresSession session, LiveTable table) throws Exception {
        List<String> there = new ArrayList<>();
        for (CarryOver carryOver : CarryOver.of(change, table, names)) {
            for (Carried index : carryOver.indexes(session)) {
                String name = new TableName(table.schema(), index.name()).sql();
                if (new Reading(session).is(THERE, name)) {
                    there.add(name);
                }
            }
        }
        return there;
    }
}
