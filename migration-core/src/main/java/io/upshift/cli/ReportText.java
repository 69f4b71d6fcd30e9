package io.upshift.cli;

import io.upshift.Receipt;
import io.upshift.Report;
import java.io.PrintStream;
import java.util.List;

/** A report that isn't a failure, in a few lines; the migrations themselves were shown while they ran. */
final class ReportText {
    private ReportText() {}

    static void print(Report report, PrintStream out) {
        if (!report.stores().isEmpty()) {
            report.stores().forEach(store -> print(store, out));
            return;
        }
        String target = report.run().target();
        if (report instanceof Report.UpToDate) {
            out.println("Nothing to do on " + target);
        } else if (report instanceof Report.HeldElsewhere) {
            out.println("Another instance is at work on " + target);
        } else if (report instanceof Report.Completed completed) {
            completed(completed, out);
        }
    }

    private static void completed(Report.Completed report, PrintStream out) {
        FindingText.print(report.findings(), out);
        for (Receipt backup : report.backups()) {
            out.println("backup  " + backup.kind() + " " + backup.id() + " · restore: " + backup.restore());
        }
        lines("alert", report.alerts(), out);
        lines("deferred", report.deferred(), out);
        out.println(Words.count(report.results().size(), "migration") + " done on "
                + report.run().target() + " in " + Words.of(report.duration()));
    }

    private static void lines(String label, List<String> lines, PrintStream out) {
        lines.forEach(line -> out.println(label + "  " + line));
    }
}
