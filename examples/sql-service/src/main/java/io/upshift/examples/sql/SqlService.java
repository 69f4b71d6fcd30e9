package io.upshift.examples.sql;

import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.cli.RunnerContext;
import io.upshift.cli.RunnerFactory;
import io.upshift.cli.UpshiftCli;
import io.upshift.postgres.PostgresOptions;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.postgres.SqlFiles;
import io.upshift.postgres.imports.ImportCommand;
import io.upshift.postgres.lint.Lint;
import io.upshift.postgres.lint.LintCommands;
import io.upshift.postgres.lint.LintPolicy;
import io.upshift.testkit.EmbeddedOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The smallest service there can be: migrates a folder of SQL files. */
public final class SqlService implements RunnerFactory {
    @Mixin
    private PostgresOptions postgres = new PostgresOptions();

    @Option(names = "--location", paramLabel = "<dir>", description = "The folder of SQL files.")
    private @Nullable Path location;

    @Mixin
    private EmbeddedOptions embedded = new EmbeddedOptions();

    public static void main(String[] args) {
        SqlService service = new SqlService();
        System.exit(UpshiftCli.of("sql-service", service)
                .with(LintCommands.of(service.postgres))
                .with(ImportCommand.of(service::target))
                .run(args));
    }

    @Override
    public MigrationRunner<?> runner(RunnerContext context) {
        if (location == null) {
            throw MigrationException.usage("No folder of SQL files was named", "give --location <dir>");
        }
        PostgresTarget target = target(context);
        return MigrationRunner.on(target)
                .service("sql-service", "1.0.0")
                .from(SqlFiles.in(location))
                .preflight(Lint.with(LintPolicy.production()).on(target))
                .settings(context.settings())
                .listener(context.progress())
                .build();
    }

    @Override
    public String sessionType() {
        return PostgresSession.class.getName();
    }

    private PostgresTarget target(RunnerContext context) {
        return postgres.isGiven()
                ? postgres.target(context)
                : postgres.withScratch(PostgresTarget.of(embedded.dataSource(context, "sql_service"))
                        .schema(postgres.schema()));
    }
}
