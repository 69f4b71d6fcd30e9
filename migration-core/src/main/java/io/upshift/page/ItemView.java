package io.upshift.page;

import io.upshift.Effects;
import io.upshift.Metadata;
import io.upshift.Plan;
import io.upshift.Preflight.Finding;
import io.upshift.Preflight.Severity;
import io.upshift.RecordedPlan.Recording;
import io.upshift.StatementTrace;
import java.util.ArrayList;
import java.util.List;

/**
 * One migration of a plan.
 *
 * @param traces what its statements did where it was recorded, a line a table
 */
record ItemView(
        String id,
        String description,
        String kind,
        String risk,
        String breaking,
        String reversible,
        String resumed,
        String estimate,
        String origin,
        String gate,
        List<String> steps,
        List<String> statements,
        boolean hasStatements,
        List<TraceView> traces,
        boolean hasTraces,
        boolean isUntraced,
        List<String> changes,
        boolean hasChanges) {

    /** What one statement did to one table. */
    record TraceView(String table, String lock, String work) {}

    static ItemView of(Plan.Item item, Plan plan) {
        Metadata metadata = item.metadata();
        Recording recording = item.recording();
        Effects effects = recording == null ? null : recording.effects();
        List<String> changes = effects == null ? List.of() : effects.lines();
        List<TraceView> traces = recording == null ? List.of() : traces(recording.traces());
        return new ItemView(
                item.id().toString(),
                item.description(),
                Shown.word(item.kind()),
                Shown.word(metadata.risk()),
                metadata.breaking() ? "breaking" : "",
                item.isReversible() ? "yes" : "no",
                item.isResumed() ? "goes on where it was cut off" : "",
                metadata.estimatedDuration().isZero() ? "" : Shown.time(metadata.estimatedDuration()),
                item.origin(),
                gate(item, plan.findings()),
                item.steps(),
                item.statements(),
                !item.statements().isEmpty(),
                traces,
                !traces.isEmpty(),
                recording == null,
                changes,
                !changes.isEmpty());
    }

    /** Why it would wait; empty when it wouldn't. */
    private static String gate(Plan.Item item, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.DEFER
                        && (finding.id() == null || finding.id().equals(item.id())))
                .map(Finding::what)
                .findFirst()
                .orElse("");
    }

    private static List<TraceView> traces(List<StatementTrace> traces) {
        List<TraceView> views = new ArrayList<>();
        for (StatementTrace trace : traces) {
            trace.locks().forEach((table, lock) -> views.add(new TraceView(table, lock, work(trace, table))));
        }
        return views;
    }

    private static String work(StatementTrace trace, String table) {
        List<String> work = new ArrayList<>();
        if (trace.scans().containsKey(table)) {
            work.add("reads it from end to end");
        }
        if (trace.rewrites().containsKey(table)) {
            work.add("writes it anew: " + trace.rewrites().get(table));
        }
        return String.join("; ", work);
    }
}
