package io.upshift.examples.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;

/** Flyway with its defaults. */
final class FlywayTool implements Tool {
    private final String name;
    private final boolean java;

    FlywayTool(String name, boolean java) {
        this.name = name;
        this.java = java;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Built build(Workload workload, DataSource database) {
        FluentConfiguration configuration = Flyway.configure().dataSource(database);
        if (java) {
            configuration.locations(new String[0]).javaMigrations(migrations(workload.count()));
        } else {
            configuration.locations("filesystem:" + workload.sqlFiles());
        }
        Flyway flyway = configuration.load();
        return new Built() {
            @Override
            public void migrate() {
                flyway.migrate();
            }
        };
    }

    @Override
    public long recorded(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) from flyway_schema_history where version is not null and success")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static JavaMigration[] migrations(int count) {
        JavaMigration[] migrations = new JavaMigration[count];
        for (int i = 1; i <= count; i++) {
            migrations[i - 1] = new FlywayCreateTable(i);
        }
        return migrations;
    }
}
