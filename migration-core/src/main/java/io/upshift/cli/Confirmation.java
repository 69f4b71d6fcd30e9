package io.upshift.cli;

import io.upshift.Plan;
import picocli.CommandLine.Option;

/** Whether migrations may be taken back; to be taken up with {@code @Mixin}. */
final class Confirmation {
    @Option(names = "--yes", description = "Doesn't ask.")
    private boolean yes;

    /** Shows what would go, and asks when somebody is there to be asked. */
    boolean confirms(CommandContext context, Plan plan) {
        if (!context.json()) {
            PlanText.print(plan, false, context.out());
        }
        String what = "Taking back " + Words.count(plan.items().size(), "migration") + " on " + plan.target()
                + " loses what was written since into what they added.";
        if (yes) {
            if (!context.json()) {
                context.out().println(what);
            }
            return true;
        }
        boolean isAsked = !context.json() && context.terminal().isInteractive();
        return isAsked && context.terminal().confirms(what + " Go on?");
    }
}
