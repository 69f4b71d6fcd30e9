package io.upshift.examples.inventory;

import io.upshift.MigrationRunner;
import io.upshift.Target;
import io.upshift.examples.inventory.migrations.AddInventoryItemAttributes1709123456789;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.SqlFiles;

/** What the inventory service brings to its PostgreSQL database. */
public final class InventoryMigrations {
    private InventoryMigrations() {}

    /** Everything. */
    public static MigrationRunner.Builder<PostgresSession> all(Target<PostgresSession> target) {
        return base(target)
                .from(SqlFiles.in("db/migration"))
                .discover(AddInventoryItemAttributes1709123456789.class.getPackage());
    }

    /** The schema that the service started with. */
    static MigrationRunner.Builder<PostgresSession> base(Target<PostgresSession> target) {
        return MigrationRunner.on(target).service("inventory-service", "1.3.0").from(SqlFiles.in("db/base"));
    }
}
