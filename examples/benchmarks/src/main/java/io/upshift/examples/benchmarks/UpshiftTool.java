package io.upshift.examples.benchmarks;

import io.upshift.MigrationRunner;
import io.upshift.Settings;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.postgres.SqlFiles;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Upshift with its defaults, or with one transaction for all. */
final class UpshiftTool implements Tool {
    private final String name;
    private final boolean java;
    private final Settings settings;

    UpshiftTool(String name, boolean java, boolean singleTransaction) {
        this.name = name;
        this.java = java;
        this.settings = Settings.defaults().singleTransaction(singleTransaction);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Built build(Workload workload, DataSource database) {
        MigrationRunner.Builder<PostgresSession> builder = MigrationRunner.on(PostgresTarget.of(database))
                .service("bench", "1")
                .settings(settings);
        if (java) {
            builder.add(migrations(workload.count()));
        } else {
            builder.from(SqlFiles.in(workload.sqlFiles()));
        }
        MigrationRunner<PostgresSession> runner = builder.build();
        return new Built() {
            @Override
            public void migrate() {
                runner.migrate();
            }
        };
    }

    @Override
    public long recorded(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select count(*) from public.upshift_history where state = 'applied'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static UpshiftCreateTable[] migrations(int count) {
        UpshiftCreateTable[] migrations = new UpshiftCreateTable[count];
        for (int i = 1; i <= count; i++) {
            migrations[i - 1] = new UpshiftCreateTable(i);
        }
        return migrations;
    }
}
