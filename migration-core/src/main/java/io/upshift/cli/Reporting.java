package io.upshift.cli;

import io.upshift.MigrationException;
import io.upshift.Report;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** What the commands that change a store do with their report, also when they fail; to be taken up with {@code @Mixin}. */
public final class Reporting {
    @Option(
            names = "--report-dir",
            paramLabel = "<folder>",
            defaultValue = "upshift-report",
            description = "Where to write migration-report.json and .html (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("");

    /**
     * Runs, shows the report and writes it to the folder.
     *
     * @return the exit code
     */
    public int report(CommandContext context, Supplier<Report> run) {
        ReportFile file = new ReportFile(context.terminal().folder().resolve(folder));
        try {
            Report report = run.get();
            print(context, report);
            file.write(report, context.err());
            return ExitCodes.of(report);
        } catch (MigrationException e) {
            if (e.report() != null) {
                file.write(e.report(), context.err());
            } else if (e.reason() != MigrationException.Reason.USAGE) {
                file.write(ReportFile.NAME, Documents.of(e), context.err());
            }
            throw e;
        }
    }

    private static void print(CommandContext context, Report report) {
        if (context.json()) {
            context.out().print(report.toJson());
        } else {
            ReportText.print(report, context.out());
        }
    }
}
