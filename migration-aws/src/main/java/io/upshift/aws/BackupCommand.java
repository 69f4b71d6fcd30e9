package io.upshift.aws;

import io.upshift.Receipt;
import io.upshift.cli.CliCommand;
import io.upshift.cli.CommandContext;
import io.upshift.cli.RunnerContext;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a snapshot now. */
@Command(name = "backup", description = "Takes a snapshot, and waits until it can be restored.")
final class BackupCommand implements CliCommand {
    private final Function<RunnerContext, AwsClients> clients;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--name",
            paramLabel = "<name>",
            description = "Of this backup: the same to go on with one that was cut off (default: the time).")
    private String name = "backup-" + Instant.now().getEpochSecond();

    BackupCommand(Function<RunnerContext, AwsClients> clients) {
        this.clients = clients;
    }

    @Override
    public int run(CommandContext context) throws Exception {
        Receipt receipt = database.database(clients.apply(context.runnerContext()))
                .snapshot()
                .take(name);
        if (context.json()) {
            context.out().print(JsonText.page(json -> {
                json.writeStringField("kind", receipt.kind());
                json.writeStringField("id", receipt.id());
                json.writeStringField("takenAt", receipt.takenAt().toString());
                json.writeStringField("restore", receipt.restore());
                json.writeObjectFieldStart("details");
                for (Map.Entry<String, String> detail : receipt.details().entrySet()) {
                    json.writeStringField(detail.getKey(), detail.getValue());
                }
                json.writeEndObject();
            }));
        } else {
            context.out().println(receipt.id() + "  " + receipt.takenAt());
            context.out().println("restore: " + receipt.restore());
        }
        return 0;
    }
}
