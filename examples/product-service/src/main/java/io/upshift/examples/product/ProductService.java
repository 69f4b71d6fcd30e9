package io.upshift.examples.product;

import io.upshift.MigrationRunner;
import io.upshift.aws.AwsCommands;
import io.upshift.cli.RunnerContext;
import io.upshift.cli.RunnerFactory;
import io.upshift.cli.UpshiftCli;
import io.upshift.postgres.PostgresOptions;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.postgres.lint.Lint;
import io.upshift.postgres.lint.LintCommands;
import io.upshift.postgres.lint.LintPolicy;
import io.upshift.testkit.EmbeddedOptions;
import javax.sql.DataSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The product-service's command line: on the database of {@code --url}, or on a server that it brings itself. */
public final class ProductService implements RunnerFactory {
    @Mixin
    private PostgresOptions postgres = new PostgresOptions();

    @Mixin
    private EmbeddedOptions embedded = new EmbeddedOptions();

    @Option(
            names = "--rows",
            paramLabel = "<n>",
            description = "How many products a new embedded database holds (default: ${DEFAULT-VALUE}).")
    private long rows = SampleData.DEFAULT_ROWS;

    public static void main(String[] args) {
        ProductService service = new ProductService();
        System.exit(UpshiftCli.of("product-service", service)
                .with(LintCommands.of(service.postgres))
                .with(AwsCommands.of(service::at))
                .run(args));
    }

    @Override
    public MigrationRunner<?> runner(RunnerContext context) {
        return runner(target(context), context);
    }

    /** On a copy of the database that {@code aws} has brought up. */
    private MigrationRunner<?> at(String endpoint, RunnerContext context) {
        return runner(postgres.targetAt(endpoint, context), context);
    }

    private static MigrationRunner<?> runner(PostgresTarget target, RunnerContext context) {
        return ProductMigrations.all(target)
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
        if (postgres.isGiven()) {
            return postgres.target(context);
        }
        DataSource dataSource = embedded.dataSource(context, "products");
        SampleData.prepare(dataSource, rows);
        return postgres.withScratch(PostgresTarget.of(dataSource));
    }
}
