package io.upshift.aws;

import io.upshift.cli.RunnerContext;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** The parts of a blue/green deployment, each a command of its own. */
@Command(name = "blue-green", description = "Changes a copy of the database, and switches the service to it.")
final class BlueGreenCommand extends CommandGroup {
    BlueGreenCommand(Function<RunnerContext, AwsClients> clients, EndpointRunner runner, @Nullable WritePolicy writes) {
        super(List.of(
                new Create(clients, runner, writes),
                new Switch(clients, runner, writes),
                new Failback(clients, runner, writes),
                new Decommission(clients, runner, writes)));
    }

    /** Makes green. */
    @Command(name = "create", description = "Makes, migrates and checks green; the service stays on blue.")
    static final class Create extends BlueGreenPart {
        Create(Function<RunnerContext, AwsClients> clients, EndpointRunner runner, @Nullable WritePolicy writes) {
            super(clients, runner, writes, BlueGreen::create);
        }
    }

    /** Switches to green. */
    @Command(name = "switch", description = "Points the service to green, and watches the alarms.")
    static final class Switch extends BlueGreenPart {
        Switch(Function<RunnerContext, AwsClients> clients, EndpointRunner runner, @Nullable WritePolicy writes) {
            super(clients, runner, writes, BlueGreen::switchOver);
        }
    }

    /** Back to blue. */
    @Command(name = "failback", description = "Points the service to blue again; green stays.")
    static final class Failback extends BlueGreenPart {
        Failback(Function<RunnerContext, AwsClients> clients, EndpointRunner runner, @Nullable WritePolicy writes) {
            super(clients, runner, writes, BlueGreen::failback);
        }
    }

    /** Deletes the one of them that is not in use. */
    @Command(name = "decommission", description = "Deletes the one on which the service isn't, with a last snapshot.")
    static final class Decommission extends BlueGreenPart {
        Decommission(Function<RunnerContext, AwsClients> clients, EndpointRunner runner, @Nullable WritePolicy writes) {
            super(clients, runner, writes, BlueGreen::decommission);
        }
    }
}
