package io.upshift.examples.inventory;

import io.upshift.MigrationCoordinator;
import io.upshift.MigrationRunner;
import io.upshift.aws.AwsCommands;
import io.upshift.cli.RunnerContext;
import io.upshift.cli.RunnerFactory;
import io.upshift.cli.UpshiftCli;
import io.upshift.dynamodb.DynamoDbOptions;
import io.upshift.dynamodb.DynamoDbTarget;
import io.upshift.postgres.PostgresOptions;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.postgres.lint.Lint;
import io.upshift.postgres.lint.LintCommands;
import io.upshift.postgres.lint.LintPolicy;
import io.upshift.testkit.DynamoDbServer;
import io.upshift.testkit.EmbeddedOptions;
import javax.sql.DataSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The inventory-service's command line: on the database of {@code --url} and the tables of {@code --dynamodb-region} or
 * {@code --dynamodb-endpoint}, or on servers that it brings itself.
 */
public final class InventoryService implements RunnerFactory {
    @Mixin
    private PostgresOptions postgres = new PostgresOptions();

    @Mixin
    private DynamoDbOptions dynamoDb = new DynamoDbOptions();

    @Mixin
    private EmbeddedOptions embedded = new EmbeddedOptions();

    @Option(
            names = "--rows",
            paramLabel = "<n>",
            description = "How many items a new embedded database holds (default: ${DEFAULT-VALUE}).")
    private long rows = SampleData.DEFAULT_ROWS;

    public static void main(String[] args) {
        InventoryService service = new InventoryService();
        System.exit(UpshiftCli.of("inventory-service", service)
                .with(LintCommands.of(service.postgres))
                .with(AwsCommands.of(service::at))
                .run(args));
    }

    @Override
    public MigrationCoordinator runner(RunnerContext context) {
        PostgresTarget target = target(context);
        DynamoDbTarget tables = tables(context).tables("inventory_*");
        return InventoryStores.of(
                        runner(target, context),
                        InventoryStores.dynamoDb(tables)
                                .settings(context.settings())
                                .listener(context.progress())
                                .build(),
                        InventoryStores.expected(target, tables))
                .build();
    }

    /** On a copy of the database that {@code aws} has brought up. */
    private MigrationRunner<?> at(String endpoint, RunnerContext context) {
        return runner(postgres.targetAt(endpoint, context), context);
    }

    private static MigrationRunner<PostgresSession> runner(PostgresTarget target, RunnerContext context) {
        return InventoryMigrations.all(target)
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
        DataSource dataSource = embedded.dataSource(context, "inventory");
        SampleData.prepare(dataSource, rows);
        return postgres.withScratch(PostgresTarget.of(dataSource));
    }

    private DynamoDbTarget tables(RunnerContext context) {
        if (dynamoDb.isGiven()) {
            return dynamoDb.target(context);
        }
        DynamoDbServer server = context.closeLater(DynamoDbServer.embedded(embedded.folder("dynamodb")));
        return DynamoDbTarget.of(context.closeLater(server.account("inventory").client()));
    }
}
