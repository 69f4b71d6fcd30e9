package io.upshift.cli;

import io.upshift.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "plan", description = "Shows what migrate would do; changes nothing.")
final class PlanCommand implements CliCommand {
    @Option(names = "--sql", description = "Shows all of each statement, not only its first line.")
    private boolean sql;

    @Override
    public int run(CommandContext context) {
        Plan plan = context.migrations().plan();
        if (context.json()) {
            context.out().print(plan.toJson());
        } else if (plan.isEmpty()) {
            context.out().println("Nothing to do on " + plan.target());
        } else {
            PlanText.print(plan, sql, context.out());
        }
        return ExitCodes.DONE;
    }
}
