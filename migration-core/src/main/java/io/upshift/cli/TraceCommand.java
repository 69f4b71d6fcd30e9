package io.upshift.cli;

import io.upshift.RecordedPlan;
import io.upshift.RecordedPlan.Recording;
import io.upshift.StatementTrace;
import java.io.PrintStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(
        name = "trace",
        description = "Runs every migration in a new database on a scratch server, and shows what each statement does.")
final class TraceCommand implements CliCommand {
    private static final String INDENT = "    ";

    @Override
    public int run(CommandContext context) {
        RecordedPlan plan = context.runner().trace();
        if (context.json()) {
            context.out().print(plan.toTraceJson());
        } else {
            plan.migrations().forEach(recording -> print(recording, context.out()));
        }
        return ExitCodes.DONE;
    }

    private static void print(Recording recording, PrintStream out) {
        out.println(recording.id());
        for (StatementTrace trace : recording.traces()) {
            out.println(INDENT + PlanText.firstLine(trace.statement().strip()) + "  ("
                    + trace.took().toMillis() + " ms)");
            finding(out, "locks", pairs(trace.locks()));
            finding(out, "scans", String.join(", ", trace.scans().keySet()));
            finding(out, "rewrites", pairs(trace.rewrites()));
            finding(out, "builds again", String.join(", ", trace.rebuilt()));
            finding(out, "leaves invalid", String.join(", ", trace.invalid()));
            finding(out, "kept locked meanwhile", trace.isLong() ? String.join(", ", trace.held()) : "");
        }
    }

    private static void finding(PrintStream out, String what, String tables) {
        if (!tables.isEmpty()) {
            out.println(INDENT + INDENT + what + ": " + tables);
        }
    }

    private static String pairs(SortedMap<String, String> byTable) {
        return byTable.entrySet().stream()
                .map((Map.Entry<String, String> pair) -> pair.getKey() + " (" + pair.getValue() + ")")
                .collect(Collectors.joining(", "));
    }
}
