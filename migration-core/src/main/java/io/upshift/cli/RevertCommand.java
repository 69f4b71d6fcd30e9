package io.upshift.cli;

import io.upshift.MigrationException;
import io.upshift.MigrationId;
import io.upshift.Plan;
import io.upshift.Report;
import io.upshift.RevertTo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "revert", description = "Takes migrations back, the last one first.")
final class RevertCommand implements CliCommand {
    @ArgGroup
    private @Nullable HowFar howFar;

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Mixin
    private Reporting reporting = new Reporting();

    static final class HowFar {
        @Option(names = "--steps", paramLabel = "<n>", description = "Takes back the last n migrations (default: 1).")
        private @Nullable Integer steps;

        @Option(
                names = "--to",
                paramLabel = "<version>",
                description = "Takes back what was applied after this version, which stays.")
        private @Nullable String version;

        @Option(names = "--all", description = "Takes back everything.")
        private boolean all;

        RevertTo to() {
            if (steps != null) {
                return steps(steps);
            }
            if (version != null) {
                return RevertTo.version(version);
            }
            return all ? RevertTo.everything() : RevertTo.last();
        }

        private static RevertTo steps(int steps) {
            if (steps < 1) {
                throw MigrationException.usage("--steps takes back at least 1 migration", "give a number from 1 on");
            }
            return RevertTo.last(steps);
        }
    }

    @Override
    public int run(CommandContext context) {
        RevertTo to = howFar == null ? RevertTo.last() : howFar.to();
        return reporting.report(context, () -> revert(context, to));
    }

    /** The question is asked before the run lock is taken, so that nobody waits for a person. */
    private Report revert(CommandContext context, RevertTo to) {
        Plan shown = context.migrations().planRevert(to);
        if (!shown.isEmpty()) {
            if (!confirmation.confirms(context, shown)) {
                throw MigrationException.refused(
                        "The revert of " + Words.count(shown.items().size(), "migration") + " on " + shown.target(),
                        "it was not confirmed",
                        "look at what is lost, and confirm with --yes");
            }
        }
        return context.migrations().revert(to, plan -> ids(plan).equals(ids(shown)));
    }

    private static List<MigrationId> ids(Plan plan) {
        return plan.items().stream().map(Plan.Item::id).toList();
    }
}
