package io.upshift.aws;

import io.upshift.MigrationException;
import io.upshift.Report;
import io.upshift.RunListener;
import io.upshift.cli.CliCommand;
import io.upshift.cli.CommandContext;
import io.upshift.cli.Reporting;
import io.upshift.cli.RunnerContext;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One part of a blue/green deployment; they take the same options. */
class BlueGreenPart implements CliCommand {
    private final Function<RunnerContext, AwsClients> clients;
    private final EndpointRunner runner;
    private final @Nullable WritePolicy writes;
    private final Part part;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private OperationOptions operation = new OperationOptions();

    @Mixin
    private ConfirmOptions confirm = new ConfirmOptions();

    @Mixin
    private Reporting reporting = new Reporting();

    @Option(
            names = "--pointer",
            paramLabel = "<parameter>",
            required = true,
            description = "The SSM parameter in which the service finds the host of its database.")
    private String pointer = "";

    @Option(names = "--accept-loss", description = "What is written to blue after the copy will be missing from green.")
    private boolean acceptLoss;

    @Option(
            names = "--alarm",
            paramLabel = "<name>",
            description = "A CloudWatch alarm to watch after the switch; may be repeated.")
    private List<String> alarms = List.of();

    @Option(
            names = "--watch",
            paramLabel = "<duration>",
            defaultValue = "PT15M",
            description = "For how long (default: ${DEFAULT-VALUE}).")
    private Duration watch = Duration.ofMinutes(15);

    @Option(
            names = "--keep-blue",
            paramLabel = "<duration>",
            defaultValue = "PT24H",
            description = "For how long after the switch blue can't be decommissioned (default: ${DEFAULT-VALUE}).")
    private Duration keepBlue = Duration.ofHours(24);

    /** A call of a deployment. */
    @FunctionalInterface
    interface Part {
        Report run(BlueGreen deployment, String name, Predicate<OperationPlan> confirmation);
    }

    BlueGreenPart(
            Function<RunnerContext, AwsClients> clients,
            EndpointRunner runner,
            @Nullable WritePolicy writes,
            Part part) {
        this.clients = clients;
        this.runner = runner;
        this.writes = writes;
        this.part = part;
    }

    @Override
    public int run(CommandContext context) throws Exception {
        AwsClients aws = clients.apply(context.runnerContext());
        Green green = new Green(runner, context.runnerContext());
        BlueGreen deployment = BlueGreen.of(
                        database.database(aws), operation.journal(aws), SsmPointer.of(aws.ssm(), pointer), policy())
                .migrate(green::migrate)
                .verify(green::verify)
                .keepBlue(keepBlue);
        if (!alarms.isEmpty()) {
            deployment = deployment.alarms(AlarmWatch.of(aws.cloudWatch(), watch, alarms.toArray(new String[0])));
        }
        for (RunListener listener :
                operation.listeners(aws, context.runnerContext().progress())) {
            deployment = deployment.listener(listener);
        }
        BlueGreen chosen = deployment;
        return confirm.operation(context, reporting, confirmation -> part.run(chosen, operation.name(), confirmation));
    }

    private WritePolicy policy() {
        if (acceptLoss) {
            return WritePolicy.acceptLoss();
        }
        if (writes == null) {
            throw MigrationException.usage(
                    "Nothing says what becomes of the writes to blue after the copy",
                    "accept their loss with --accept-loss, or give AwsCommands a policy that freezes or replicates"
                            + " them");
        }
        return writes;
    }
}
