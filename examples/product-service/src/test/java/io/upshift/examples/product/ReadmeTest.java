package io.upshift.examples.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.MigrationRunner;
import io.upshift.examples.product.migrations.AddProductAttributes1709123456789;
import io.upshift.postgres.PostgresTarget;
import io.upshift.postgres.SqlFiles;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    @Test
    void theTenLinesMigrateAService() throws Exception {
        try (Database database = PostgresServer.shared().freshDatabase()) {
            migrate(database.dataSource());
            assertThat(ProductMigrations.all(PostgresTarget.of(database.dataSource()))
                            .build()
                            .plan()
                            .isEmpty())
                    .isTrue();
        }
    }

    private static void migrate(DataSource dataSource) {
        MigrationRunner.on(PostgresTarget.of(dataSource))
                .service("product-service", "1.3.0")
                .from(SqlFiles.in("db/base"))
                .from(SqlFiles.in("db/migration"))
                .discover(AddProductAttributes1709123456789.class.getPackage())
                .build()
                .migrate(); // waits for another instance, and throws unless the schema is ready
    }
}
