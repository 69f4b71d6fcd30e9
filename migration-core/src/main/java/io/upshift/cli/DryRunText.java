package io.upshift.cli;

import io.upshift.DryRun;
import java.io.PrintStream;

/** What a dry run found, for people. */
final class DryRunText {
    private static final String INDENT = "    ";

    private DryRunText() {}

    static void print(DryRun run, PrintStream out) {
        if (run.migrations().isEmpty()) {
            out.println("Nothing to try on " + run.target());
        }
        for (DryRun.Tried tried : run.migrations()) {
            out.println((tried.error() == null ? "works   " : "fails   ") + tried.id());
            if (tried.error() != null) {
                out.println(INDENT + tried.error());
            }
        }
        run.untried().forEach(untried -> out.println("untried " + untried));
        if (!run.change().isEmpty()) {
            out.println("The schema would change:");
            run.change().lines().forEach(line -> out.println(INDENT + line.replace("\n", "\n" + INDENT)));
        }
        out.println("Nothing of it is left" + (run.isOnLive() ? ": it was rolled back" : ""));
    }
}
