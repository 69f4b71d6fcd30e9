package io.upshift.examples.product;

import static io.upshift.testkit.migration.Kills.kills;
import static io.upshift.testkit.migration.MigrationAssertions.assertThat;

import io.upshift.MigrationRunner;
import io.upshift.Target;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.testkit.migration.MigrationHarness;
import io.upshift.testkit.migration.MigrationSetup;
import io.upshift.testkit.migration.MigrationTest;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What a rolling deploy does to the migrations, and they to it. */
@MigrationTest
class ProductDeploymentTest implements MigrationSetup<PostgresSession> {
    @Override
    public Target<PostgresSession> target(DataSource dataSource) {
        return PostgresTarget.of(dataSource);
    }

    @Override
    public MigrationRunner.Builder<PostgresSession> migrations(Target<PostgresSession> target) {
        return ProductMigrations.all(target);
    }

    @Test
    void theRunningVersionBearsEveryMigration(MigrationHarness<PostgresSession> harness) {
        assertThat(harness)
                .isCompatibleWith(List.of(
                        "select id, name, status from products where id = ?",
                        "insert into categories (name) values ('Toys')",
                        "update product_variants set price = price + 1 where sku = 'SKU-1'"));
    }

    @Test
    void aKilledDeployIsRepairedByTheNext(MigrationHarness<PostgresSession> harness) {
        assertThat(harness).survives(kills(5));
    }

    @Test
    void allInstancesMayStartAtOnce(MigrationHarness<PostgresSession> harness) {
        assertThat(harness).bearsInstances(6);
    }

    @Test
    void noTableIsWrittenAnew(MigrationHarness<PostgresSession> harness) {
        assertThat(harness).rewritesNoTable();
    }
}
