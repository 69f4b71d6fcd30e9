package io.upshift.postgres.backfill;

import io.upshift.Batches;
import io.upshift.DataMigration;
import io.upshift.postgres.PostgresSession;
import java.util.List;
import java.util.Optional;

/** The example of the documentation. */
public final class FillShippingCity1709123456795 implements DataMigration<PostgresSession> {
    @Override
    public Batches<PostgresSession> up() {
        return Backfill.table("shipping_details")
                .set("city", "trim(split_part(address, ',', 2))")
                .where("city is null")
                .validated(List.of(
                        Validations.sameRows("shipping_details"),
                        Validations.sameContent("shipping_details", "id", "address"),
                        Validations.everyRow("shipping_details", "city <> ''")));
    }

    @Override
    public Optional<Batches<PostgresSession>> down() {
        return Optional.of(Backfill.table("shipping_details").set("city", "null").where("city is not null"));
    }
}
