package io.upshift.aws;

import io.upshift.RunListener;
import io.upshift.cli.CliCommand;
import io.upshift.cli.CommandContext;
import io.upshift.cli.Reporting;
import io.upshift.cli.RunnerContext;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Proves that the database can be had back. */
@Command(
        name = "drill",
        description = "Restores the newest snapshot, migrates and checks the copy, and deletes the copy.")
final class DrillCommand implements CliCommand {
    private final Function<RunnerContext, AwsClients> clients;
    private final EndpointRunner runner;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private OperationOptions operation = new OperationOptions();

    @Mixin
    private ConfirmOptions confirm = new ConfirmOptions();

    @Mixin
    private Reporting reporting = new Reporting();

    DrillCommand(Function<RunnerContext, AwsClients> clients, EndpointRunner runner) {
        this.clients = clients;
        this.runner = runner;
    }

    @Override
    public int run(CommandContext context) throws Exception {
        AwsClients aws = clients.apply(context.runnerContext());
        Green copy = new Green(runner, context.runnerContext());
        RestoreDrill drill =
                RestoreDrill.of(database.database(aws), operation.journal(aws), copy::migrate, copy::verify);
        for (RunListener listener :
                operation.listeners(aws, context.runnerContext().progress())) {
            drill = drill.listener(listener);
        }
        RestoreDrill chosen = drill;
        return confirm.operation(context, reporting, confirmation -> chosen.run(operation.name(), confirmation));
    }
}
