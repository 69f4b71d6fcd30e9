package io.upshift.dynamodb.items;

import io.upshift.Batches;
import io.upshift.DataMigration;
import io.upshift.dynamodb.DynamoDbSession;
import java.util.List;
import java.util.Optional;

/** From an amount with a point to a whole number of cents. */
public final class FillCents1709123456795 implements DataMigration<DynamoDbSession> {
    @Override
    public Batches<DynamoDbSession> up() {
        return ItemBackfill.table("orders")
                .where("attribute_exists(amount)")
                .update(order -> ItemChange.none()
                        .set("cents", order.number("amount").movePointRight(2))
                        .remove("amount"))
                .keepUndo("orders_undo")
                .limit(CapacityLimit.share(0.3))
                .validated(List.of(ItemValidations.sample("orders", 1_000, order -> order.has("cents"))));
    }

    @Override
    public Optional<Batches<DynamoDbSession>> down() {
        return Optional.of(ItemBackfill.restore("orders", "orders_undo"));
    }
}
