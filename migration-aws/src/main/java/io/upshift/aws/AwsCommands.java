package io.upshift.aws;

import io.upshift.cli.CliCommand;
import io.upshift.cli.CommandModule;
import io.upshift.cli.RunnerContext;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The commands {@code aws …} for a service's command line: {@code UpshiftCli.of("orders", service).with(AwsCommands.of(…))}.
 *
 * <p>Region, credentials and endpoint come from the SDK's usual environment. Immutable.
 */
public final class AwsCommands implements CommandModule {
    private final EndpointRunner runner;
    private @Nullable Application application;
    private @Nullable WritePolicy writes;
    private Function<RunnerContext, AwsClients> clients = SdkClients::new;

    private AwsCommands(EndpointRunner runner) {
        this.runner = runner;
    }

    /** @param runner migrates and checks what {@code blue-green} and {@code drill} bring up */
    public static AwsCommands of(EndpointRunner runner) {
        return new AwsCommands(runner);
    }

    /** Stops and starts the service around {@code emergency}; without it the operator does, and says so. */
    public AwsCommands application(Application application) {
        return with(copy -> copy.application = application);
    }

    /** What becomes of writes to blue; without it {@code blue-green} wants {@code --accept-loss}. */
    public AwsCommands writes(WritePolicy writes) {
        return with(copy -> copy.writes = writes);
    }

    /** With other clients, for tests. */
    AwsCommands clients(Function<RunnerContext, AwsClients> clients) {
        return with(copy -> copy.clients = clients);
    }

    @Override
    public List<CliCommand> commands() {
        return List.of(new AwsCommand(List.of(
                new AdviseCommand(clients),
                new BackupCommand(clients),
                new FindSnapshotCommand(clients),
                new RestoreCopyCommand(clients),
                new PointInTimeCommand(clients),
                new EmergencyCommand(clients, runner, application),
                new DrillCommand(clients, runner),
                new BlueGreenCommand(clients, runner, writes))));
    }

    private AwsCommands with(Consumer<AwsCommands> change) {
        AwsCommands copy = new AwsCommands(runner);
        copy.application = application;
        copy.writes = writes;
        copy.clients = clients;
        change.accept(copy);
        return copy;
    }
}
