package io.upshift.cli;

import io.upshift.MigrationException;
import io.upshift.Plan;
import io.upshift.page.Pages;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "plan", description = "Shows what migrate would do; changes nothing.")
final class PlanCommand implements CliCommand {
    @Option(names = "--sql", description = "Shows all of each statement, not only its first line.")
    private boolean sql;

    @Option(names = "--page", description = "Also writes migration-plan.html to --report-dir.")
    private boolean page;

    @Option(
            names = "--report-dir",
            paramLabel = "<folder>",
            defaultValue = "upshift-report",
            description = "Where to write the page (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("");

    @Override
    public int run(CommandContext context) {
        if (page && !Pages.isAvailable()) {
            throw MigrationException.usage(
                    "There is no page without its template engine", "add com.samskivert:jmustache to the class path");
        }
        Plan plan = context.runner().plan();
        if (page) {
            new ReportFile(context.terminal().folder().resolve(folder))
                    .write("migration-plan.html", Pages.of(plan), context.err());
        }
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
