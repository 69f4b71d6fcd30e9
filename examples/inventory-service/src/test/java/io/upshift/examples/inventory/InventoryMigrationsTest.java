package io.upshift.examples.inventory;

import io.upshift.MigrationRunner;
import io.upshift.Target;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.testkit.migration.MigrationSuite;
import io.upshift.testkit.migration.MigrationTest;
import javax.sql.DataSource;

@MigrationTest
class InventoryMigrationsTest implements MigrationSuite<PostgresSession> {
    @Override
    public Target<PostgresSession> target(DataSource dataSource) {
        return PostgresTarget.of(dataSource);
    }

    @Override
    public MigrationRunner.Builder<PostgresSession> migrations(Target<PostgresSession> target) {
        return InventoryMigrations.all(target);
    }

    @Override
    public void fill(DataSource dataSource) {
        SampleData.prepare(dataSource, 1_200);
    }
}
