package io.upshift.examples.order;

import io.upshift.Expectation;
import io.upshift.ExpectedSchema;
import io.upshift.MigrationCoordinator;
import io.upshift.MigrationRunner;
import io.upshift.Settings;
import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.dynamodb.DynamoDbTarget;
import io.upshift.examples.order.dynamodb.CreateOrderStatusHistoryTable1709123456789;
import io.upshift.postgres.PostgresTarget;
import java.util.List;

/** What the order service brings to its two stores, and what it needs of them. */
public final class OrderStores {
    private OrderStores() {}

    /** PostgreSQL first, then DynamoDB. */
    public static MigrationCoordinator all(PostgresTarget postgres, DynamoDbTarget tables, Settings settings) {
        return of(
                        OrderMigrations.all(postgres).settings(settings).build(),
                        dynamoDb(tables).settings(settings).build(),
                        expected(postgres, tables))
                .build();
    }

    static MigrationRunner.Builder<DynamoDbSession> dynamoDb(DynamoDbTarget tables) {
        return MigrationRunner.on(tables)
                .service("order-service", "2.0.0")
                .discover(CreateOrderStatusHistoryTable1709123456789.class.getPackage());
    }

    static MigrationCoordinator.Builder of(
            MigrationRunner<?> postgres, MigrationRunner<?> dynamoDb, List<Expectation> expected) {
        MigrationCoordinator.Builder coordinator =
                MigrationCoordinator.of("order-service", "2.0.0").then(postgres).then(dynamoDb);
        expected.forEach(coordinator::verification);
        return coordinator;
    }

    /** What {@code validate --schema} looks at. */
    static List<Expectation> expected(PostgresTarget postgres, DynamoDbTarget tables) {
        return List.of(
                ExpectedSchema.on(postgres)
                        .tables("orders", "order_lines", "shipping_details", "billing_details")
                        .columns("orders", "tags", "order_type")
                        .index("idx_orders_tags"),
                ExpectedSchema.on(tables)
                        .tables("order_metrics")
                        .has("table", "order_status_history", "orderId (S), timestamp (N)")
                        .index("order_status_history.StatusIndex")
                        .has("stream", "order_status_history", "NEW_AND_OLD_IMAGES"));
    }
}
