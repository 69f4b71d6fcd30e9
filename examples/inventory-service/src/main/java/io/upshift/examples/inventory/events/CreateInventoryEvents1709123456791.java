package io.upshift.examples.inventory.events;

import io.upshift.Migration;
import io.upshift.postgres.PostgresSession;
import java.sql.SQLException;

/** The table of events, as it was on the first day. */
public final class CreateInventoryEvents1709123456791 implements Migration<PostgresSession> {
    @Override
    public void up(PostgresSession db) throws SQLException {
        db.sql("create table inventory_events (id bigint generated always as identity primary key, item_id text not"
                + " null, position bigint not null, type text not null, schema_version int, payload jsonb not null,"
                + " recorded_at timestamptz not null default now(), unique (item_id, position))");
    }

    @Override
    public void down(PostgresSession db) throws SQLException {
        db.sql("drop table inventory_events");
    }
}
