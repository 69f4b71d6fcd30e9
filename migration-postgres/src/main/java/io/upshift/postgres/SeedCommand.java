package io.upshift.postgres;

import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.RevertTo;
import io.upshift.cli.CliCommand;
import io.upshift.cli.CommandContext;
import io.upshift.cli.CommandModule;
import io.upshift.cli.Reporting;
import io.upshift.cli.RunnerContext;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seed --env E}: brings an environment's reference data, or takes it back. */
@Command(name = "seed", description = "Brings an environment's reference data, or takes it back.")
public final class SeedCommand implements CliCommand {
    private final String service;
    private final String version;
    private final Function<RunnerContext, PostgresTarget> target;

    @Option(names = "--env", paramLabel = "<name>", required = true, description = "Which set: a folder of the location.")
    private String environment = "";

    @Option(
            names = "--seeds",
            paramLabel = "<location>",
            defaultValue = "seeds",
            description = "Where the sets are, on the class path or on disk (default: ${DEFAULT-VALUE}).")
    private String location = "seeds";

    @Option(names = "--revert", description = "Takes the whole set back.")
    private boolean revert;

    @Option(names = "--yes", description = "Confirms a revert, and a database that doesn't say of what environment it is.")
    private boolean yes;

    @Mixin
    private Reporting reporting = new Reporting();

    private SeedCommand(String service, String version, Function<RunnerContext, PostgresTarget> target) {
        this.service = service;
        this.version = version;
        this.target = target;
    }

    /**
     * The command, to be added to a service's command line.
     *
     * @param target made from the service's own options
     */
    public static CommandModule of(String service, String version, Function<RunnerContext, PostgresTarget> target) {
        return () -> List.of(new SeedCommand(service, version, target));
    }

    @Override
    public int run(CommandContext context) {
        RunnerContext runnerContext = context.runnerContext();
        MigrationRunner<PostgresSession> runner = Seeds.in(location, environment)
                .confirmed(yes)
                .runner(target.apply(runnerContext), service, version)
                .settings(runnerContext.settings())
                .listener(runnerContext.progress())
                .build();
        if (!revert) {
            return reporting.report(context, runner::migrate);
        }
        if (!yes) {
            throw MigrationException.refused(
                    "Taking back the set of " + environment, "it was not confirmed", "confirm it with --yes");
        }
        return reporting.report(context, () -> runner.revert(RevertTo.everything(), plan -> true));
    }
}
