package io.upshift.aws;

import io.upshift.MigrationException;
import io.upshift.RunListener;
import io.upshift.cli.CliCommand;
import io.upshift.cli.CommandContext;
import io.upshift.cli.Reporting;
import io.upshift.cli.RunnerContext;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings the service back onto an earlier state. */
@Command(
        name = "emergency",
        description = "Stops the service, restores an earlier state beside the database, and switches to it.")
final class EmergencyCommand implements CliCommand {
    private final Function<RunnerContext, AwsClients> clients;
    private final EndpointRunner runner;
    private final @Nullable Application application;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private OperationOptions operation = new OperationOptions();

    @Mixin
    private ConfirmOptions confirm = new ConfirmOptions();

    @Mixin
    private Reporting reporting = new Reporting();

    @Option(names = "--snapshot", paramLabel = "<id>", description = "Which one (default: the newest).")
    private @Nullable String snapshot;

    @Option(names = "--time", paramLabel = "<instant>", description = "A second instead of a snapshot.")
    private @Nullable Instant time;

    @Option(
            names = "--pointer",
            paramLabel = "<parameter>",
            description = "The SSM parameter that names the host; without it the instances change names.")
    private @Nullable String pointer;

    @Option(names = "--stopped", description = "You have stopped the service, and will start it yourself.")
    private boolean stopped;

    @Option(names = "--back", description = "Takes it back, from the last step that was done.")
    private boolean back;

    EmergencyCommand(
            Function<RunnerContext, AwsClients> clients, EndpointRunner runner, @Nullable Application application) {
        this.clients = clients;
        this.runner = runner;
        this.application = application;
    }

    @Override
    public int run(CommandContext context) throws Exception {
        AwsClients aws = clients.apply(context.runnerContext());
        Green green = new Green(runner, context.runnerContext());
        EmergencyRestore restore = EmergencyRestore.of(database.database(aws), operation.journal(aws), application())
                .verify(green::verifyHistory);
        if (pointer != null) {
            restore = restore.pointer(SsmPointer.of(aws.ssm(), pointer));
        }
        for (RunListener listener :
                operation.listeners(aws, context.runnerContext().progress())) {
            restore = restore.listener(listener);
        }
        EmergencyRestore chosen = restore;
        return confirm.operation(
                context,
                reporting,
                confirmation -> back
                        ? chosen.back(operation.name(), confirmation)
                        : chosen.restore(operation.name(), point(), confirmation));
    }

    private RestorePoint point() {
        if (time != null && snapshot != null) {
            throw MigrationException.usage("A snapshot and a time were given", "give one of them");
        }
        if (time != null) {
            return RestorePoint.time(time);
        }
        return snapshot == null ? RestorePoint.latestSnapshot() : RestorePoint.snapshot(snapshot);
    }

    private Application application() {
        if (application != null) {
            return application;
        }
        if (!stopped) {
            throw MigrationException.usage(
                    "Nothing here can stop the service",
                    "stop it yourself and say so with --stopped, or give AwsCommands an application");
        }
        return new Application() {
            @Override
            public void stop() {}

            @Override
            public void start() {}
        };
    }
}
