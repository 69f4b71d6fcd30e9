package io.upshift.aws;

import io.upshift.MigrationException;
import io.upshift.cli.CliCommand;
import io.upshift.cli.CommandContext;
import io.upshift.cli.RunnerContext;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Restores a snapshot beside the database. */
@Command(name = "restore", description = "Restores a snapshot as a new database, and switches nothing.")
final class RestoreCopyCommand implements CliCommand {
    private final Function<RunnerContext, AwsClients> clients;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--snapshot", paramLabel = "<id>", description = "Which one (default: the newest).")
    private String snapshot = "";

    @Mixin
    private CopyOptions copy = new CopyOptions();

    RestoreCopyCommand(Function<RunnerContext, AwsClients> clients) {
        this.clients = clients;
    }

    @Override
    public int run(CommandContext context) throws Exception {
        RdsRestore restore = RdsRestore.of(database.database(clients.apply(context.runnerContext())));
        String wanted = snapshot.isEmpty() ? newest(restore.snapshots()) : snapshot;
        return copy.make(context, (name, confirmation) -> restore.restore(wanted, name, confirmation));
    }

    private static String newest(List<FoundSnapshot> there) {
        return there.stream()
                .findFirst()
                .map(FoundSnapshot::id)
                .orElseThrow(() ->
                        MigrationException.usage("There is no snapshot to restore", "restore a point in time instead"));
    }
}
