package io.upshift.aws;

import io.upshift.cli.CliCommand;
import io.upshift.cli.CommandContext;
import io.upshift.cli.RunnerContext;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which strategy fits what is pending. */
@Command(
        name = "advise",
        description = "Says which strategies fit the database and what is pending on it, and why others would fail.")
final class AdviseCommand implements CliCommand {
    private final Function<RunnerContext, AwsClients> clients;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--upgrade-to",
            paramLabel = "<major>",
            description = "The major version of PostgreSQL to upgrade to with the change.")
    private int majorVersion;

    AdviseCommand(Function<RunnerContext, AwsClients> clients) {
        this.clients = clients;
    }

    @Override
    public int run(CommandContext context) {
        StrategyAdvisor advisor = StrategyAdvisor.of(database.database(clients.apply(context.runnerContext())));
        List<Advice> advice = advisor.advise(context.runner().plan(), majorVersion);
        if (context.json()) {
            context.out().print(JsonText.page(json -> {
                json.writeArrayFieldStart("strategies");
                for (Advice one : advice) {
                    json.writeStartObject();
                    json.writeStringField("strategy", one.name());
                    json.writeBooleanField("fits", one.fits());
                    JsonText.strings(json, "against", one.against());
                    JsonText.strings(json, "remarks", one.remarks());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }));
        } else {
            advice.forEach(one -> context.out().println(one.describe()));
        }
        return 0;
    }
}
