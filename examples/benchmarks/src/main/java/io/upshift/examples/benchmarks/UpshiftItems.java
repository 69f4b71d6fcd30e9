package io.upshift.examples.benchmarks;

import io.upshift.Batches;
import io.upshift.DataMigration;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.Settings;
import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.dynamodb.DynamoDbTarget;
import io.upshift.dynamodb.items.ItemBackfill;
import io.upshift.dynamodb.items.ItemChange;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The whole run: tracking table, lock, history, claims and checkpoints, with code that computes each change. */
final class UpshiftItems {
    private UpshiftItems() {}

    static int change(DynamoDbClient client, int items, int segments) {
        ItemBackfill work = ItemBackfill.table(BenchItems.TABLE)
                .update(item ->
                        ItemChange.none().set("cents", item.number("cents").longValueExact() + 1))
                .segments(segments)
                .inFlight(ItemWay.IN_FLIGHT);
        MigrationRunner.on(DynamoDbTarget.of(client))
                .service("bench", "1")
                .add(new Increment(work))
                .settings(Settings.defaults().batchWorkers(segments))
                .build()
                .migrate();
        return items;
    }

    private record Increment(ItemBackfill work) implements DataMigration<DynamoDbSession> {
        @Override
        public MigrationId id() {
            return MigrationId.of("1", "increment");
        }

        @Override
        public Batches<DynamoDbSession> up() {
            return work;
        }
    }
}
