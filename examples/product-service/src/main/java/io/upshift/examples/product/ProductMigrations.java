package io.upshift.examples.product;

import io.upshift.MigrationRunner;
import io.upshift.Target;
import io.upshift.examples.product.migrations.AddProductAttributes1709123456789;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.SqlFiles;

/** What the product service brings to its database. */
public final class ProductMigrations {
    private ProductMigrations() {}

    /** Everything. */
    public static MigrationRunner.Builder<PostgresSession> all(Target<PostgresSession> target) {
        return base(target)
                .from(SqlFiles.in("db/migration"))
                .discover(AddProductAttributes1709123456789.class.getPackage());
    }

    /** The schema that the service started with. */
    static MigrationRunner.Builder<PostgresSession> base(Target<PostgresSession> target) {
        return MigrationRunner.on(target).service("product-service", "1.3.0").from(SqlFiles.in("db/base"));
    }
}
