package io.upshift.examples.order;

import io.upshift.MigrationRunner;
import io.upshift.Target;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.testkit.migration.MigrationSuite;
import io.upshift.testkit.migration.MigrationTest;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;

@Tag("smoke")
@MigrationTest(lossy = OrderMigrationsTest.SHIPPING_BACKFILL)
class OrderMigrationsTest implements MigrationSuite<PostgresSession> {
    /** Its down leaves the options that it filled; the expand phase before it drops them. */
    static final String SHIPPING_BACKFILL = "1709123456795";

    @Override
    public Target<PostgresSession> target(DataSource dataSource) {
        return PostgresTarget.of(dataSource);
    }

    @Override
    public MigrationRunner.Builder<PostgresSession> migrations(Target<PostgresSession> target) {
        return OrderMigrations.all(target);
    }

    @Override
    public void fill(DataSource dataSource) {
        SampleData.prepare(dataSource, 1_200);
    }
}
