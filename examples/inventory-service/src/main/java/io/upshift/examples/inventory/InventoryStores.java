package io.upshift.examples.inventory;

import io.upshift.Expectation;
import io.upshift.ExpectedSchema;
import io.upshift.MigrationCoordinator;
import io.upshift.MigrationRunner;
import io.upshift.Settings;
import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.dynamodb.DynamoDbTarget;
import io.upshift.examples.inventory.dynamodb.CreateInventoryEventsTable1709123456789;
import io.upshift.postgres.PostgresTarget;
import java.util.List;

/** What the inventory service brings to its two stores, and what it needs of them. */
public final class InventoryStores {
    private InventoryStores() {}

    /** PostgreSQL first, then DynamoDB. */
    public static MigrationCoordinator all(PostgresTarget postgres, DynamoDbTarget tables, Settings settings) {
        return of(
                        InventoryMigrations.all(postgres).settings(settings).build(),
                        dynamoDb(tables).settings(settings).build(),
                        expected(postgres, tables))
                .build();
    }

    static MigrationRunner.Builder<DynamoDbSession> dynamoDb(DynamoDbTarget tables) {
        return MigrationRunner.on(tables)
                .service("inventory-service", "1.3.0")
                .discover(CreateInventoryEventsTable1709123456789.class.getPackage());
    }

    static MigrationCoordinator.Builder of(
            MigrationRunner<?> postgres, MigrationRunner<?> dynamoDb, List<Expectation> expected) {
        MigrationCoordinator.Builder coordinator = MigrationCoordinator.of("inventory-service", "1.3.0")
                .then(postgres)
                .then(dynamoDb);
        expected.forEach(coordinator::verification);
        return coordinator;
    }

    /** What {@code validate --schema} looks at. */
    static List<Expectation> expected(PostgresTarget postgres, DynamoDbTarget tables) {
        return List.of(
                ExpectedSchema.on(postgres)
                        .tables(
                                "inventory_items",
                                "warehouses",
                                "inventory_reservations",
                                "stock_transactions",
                                "inventory_snapshots")
                        .columns("inventory_items", "attributes")
                        .columns("warehouses", "location"),
                ExpectedSchema.on(tables)
                        .has("table", "inventory_events", "inventoryItemId (S), sequenceNumber (N)")
                        .index("inventory_events.EventTypeIndex")
                        .has("stream", "inventory_events", "NEW_AND_OLD_IMAGES"));
    }
}
