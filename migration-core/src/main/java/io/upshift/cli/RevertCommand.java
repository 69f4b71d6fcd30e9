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

    @Option(names = "--yes", description = "Doesn't ask.")
    private boolean yes;

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
        Plan shown = context.runner().planRevert(to);
        if (!shown.isEmpty()) {
            confirm(context, shown);
        }
        return context.runner().revert(to, plan -> ids(plan).equals(ids(shown)));
    }

    private void confirm(CommandContext context, Plan plan) {
        if (!context.json()) {
            PlanText.print(plan, false, context.out());
        }
        String what = "Taking back " + Words.count(plan.items().size(), "migration") + " on " + plan.target()
                + " loses what was written since into what they added.";
        boolean isAsked = !yes && !context.json() && context.terminal().isInteractive();
        if (isAsked ? !context.terminal().confirms(what + " Go on?") : !yes) {
            throw MigrationException.refused(
                    "The revert of " + Words.count(plan.items().size(), "migration") + " on " + plan.target(),
                    "it was not confirmed",
                    "look at what is lost, and confirm with --yes");
        }
        if (yes && !context.json()) {
            context.out().println(what);
        }
    }

    private static List<MigrationId> ids(Plan plan) {
        return plan.items().stream().map(Plan.Item::id).toList();
    }
}
