package io.upshift.aws;

import io.upshift.cli.CliCommand;
import io.upshift.cli.CommandContext;
import io.upshift.cli.RunnerContext;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what can be restored. */
@Command(name = "find-snapshot", description = "Lists the snapshots of this very database, the newest first.")
final class FindSnapshotCommand implements CliCommand {
    private final Function<RunnerContext, AwsClients> clients;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    FindSnapshotCommand(Function<RunnerContext, AwsClients> clients) {
        this.clients = clients;
    }

    @Override
    public int run(CommandContext context) {
        List<FoundSnapshot> found =
                database.database(clients.apply(context.runnerContext())).snapshots();
        if (context.json()) {
            context.out().print(JsonText.page(json -> {
                json.writeArrayFieldStart("snapshots");
                for (FoundSnapshot snapshot : found) {
                    json.writeStartObject();
                    json.writeStringField("id", snapshot.id());
                    json.writeStringField("arn", snapshot.arn());
                    json.writeStringField("takenAt", snapshot.takenAt().toString());
                    json.writeNumberField("sizeGib", snapshot.sizeGib());
                    json.writeStringField("run", snapshot.run());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }));
        } else if (found.isEmpty()) {
            context.out().println("no snapshots");
        } else {
            found.forEach(snapshot -> context.out()
                    .println(snapshot.id() + "  " + snapshot.takenAt() + "  " + snapshot.sizeGib() + " GiB"));
        }
        return 0;
    }
}
