package io.upshift.aws;

import io.upshift.cli.CliCommand;
import io.upshift.cli.CommandContext;
import io.upshift.cli.RunnerContext;
import java.time.Instant;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Restores a second beside the database. */
@Command(
        name = "point-in-time",
        description = "Restores what was committed up to a second as a new database, and switches nothing.")
final class PointInTimeCommand implements CliCommand {
    private final Function<RunnerContext, AwsClients> clients;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--time", paramLabel = "<instant>", required = true, description = "Such as 2026-01-02T03:04:05Z.")
    private Instant time = Instant.EPOCH;

    @Mixin
    private CopyOptions copy = new CopyOptions();

    PointInTimeCommand(Function<RunnerContext, AwsClients> clients) {
        this.clients = clients;
    }

    @Override
    public int run(CommandContext context) throws Exception {
        RdsRestore restore = RdsRestore.of(database.database(clients.apply(context.runnerContext())));
        return copy.make(context, (name, confirmation) -> restore.restore(time, name, confirmation));
    }
}
