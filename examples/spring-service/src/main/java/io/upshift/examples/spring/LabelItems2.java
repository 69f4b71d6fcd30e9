package io.upshift.examples.spring;

import io.upshift.BatchSize;
import io.upshift.Batches;
import io.upshift.DataMigration;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.backfill.Backfill;

/** Labels the items that were there before labels were; beside the running service. */
public final class LabelItems2 implements DataMigration<PostgresSession> {
    @Override
    public Batches<PostgresSession> up() {
        return Backfill.table("items")
                .set("label", "upper(name)")
                .where("label is null")
                .size(BatchSize.adaptive());
    }
}
