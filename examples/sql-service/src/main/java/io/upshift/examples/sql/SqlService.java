package io.upshift.examples.sql;

import io.upshift.MigrationRunner;
import io.upshift.Target;
import io.upshift.cli.RunnerContext;
import io.upshift.cli.RunnerFactory;
import io.upshift.cli.UpshiftCli;
import io.upshift.postgres.PostgresOptions;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.postgres.SqlFiles;
import io.upshift.testkit.PostgresServer;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The smallest service there can be: migrates a folder of SQL files. */
public final class SqlService implements RunnerFactory {
    @Mixin
    private PostgresOptions postgres = new PostgresOptions();

    @Option(names = "--location", paramLabel = "<dir>", required = true, description = "The folder of SQL files.")
    private Path location = Path.of(".");

    @Option(
            names = "--data-dir",
            paramLabel = "<dir>",
            defaultValue = "target/upshift-data",
            description = "Where the embedded server keeps its data when no --url is given (default: ${DEFAULT-VALUE}).")
    private Path dataDir = Path.of("target/upshift-data");

    public static void main(String[] args) {
        System.exit(UpshiftCli.of("sql-service", new SqlService()).run(args));
    }

    @Override
    public MigrationRunner<?> runner(RunnerContext context) {
        return MigrationRunner.on(target(context))
                .service("sql-service", "1.0.0")
                .from(SqlFiles.in(location))
                .settings(context.settings())
                .listener(context.progress())
                .build();
    }

    @Override
    public String sessionType() {
        return PostgresSession.class.getName();
    }

    private Target<PostgresSession> target(RunnerContext context) {
        if (postgres.isGiven()) {
            return postgres.target(context);
        }
        PostgresServer server = context.closeLater(PostgresServer.embedded(dataDir));
        return PostgresTarget.of(server.database("sql_service").dataSource()).schema(postgres.schema());
    }
}
