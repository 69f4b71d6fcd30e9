package io.upshift.examples.inventory.events;

import io.upshift.Batches;
import io.upshift.DataMigration;
import io.upshift.postgres.PostgresSession;

/** Writes every InventoryItemCreated as version 3, so that its upcasters can be deleted. */
public final class RewriteInventoryEvents1709123456792 implements DataMigration<PostgresSession> {
    @Override
    public Batches<PostgresSession> up() {
        return InventoryEvents.TABLE.upcast(InventoryEvents.chain());
    }
}
