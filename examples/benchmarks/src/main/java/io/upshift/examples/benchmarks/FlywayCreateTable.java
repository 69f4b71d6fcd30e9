package io.upshift.examples.benchmarks;

import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/** One migration of the workload in Java, for Flyway. */
final class FlywayCreateTable implements JavaMigration {
    private final int number;

    FlywayCreateTable(int number) {
        this.number = number;
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(Integer.toString(number));
    }

    @Override
    public String getDescription() {
        return "t" + number;
    }

    @Override
    public Integer getChecksum() {
        return number;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute(Workload.ddl(number));
        }
    }
}
