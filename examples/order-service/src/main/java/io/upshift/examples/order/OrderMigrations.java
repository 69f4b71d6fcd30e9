package io.upshift.examples.order;

import io.upshift.MigrationRunner;
import io.upshift.Target;
import io.upshift.examples.order.migrations.AddOrderTags1709123456789;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.SqlFiles;

/** What the order service brings to its database. */
public final class OrderMigrations {
    private OrderMigrations() {}

    /** Everything. */
    public static MigrationRunner.Builder<PostgresSession> all(Target<PostgresSession> target) {
        return base(target).from(SqlFiles.in("db/migration")).discover(AddOrderTags1709123456789.class.getPackage());
    }

    /** The schema that the service started with. */
    static MigrationRunner.Builder<PostgresSession> base(Target<PostgresSession> target) {
        return MigrationRunner.on(target).service("order-service", "2.0.0").from(SqlFiles.in("db/base"));
    }
}
