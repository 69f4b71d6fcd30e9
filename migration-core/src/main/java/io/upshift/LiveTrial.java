package io.upshift;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a migration may be tried on the live store and rolled back: only if it is known to be short.
 *
 * <p>A rolled-back rewrite or index build keeps readers out as long as one that is kept: 2.2 s for 1.5 million rows.
 */
final class LiveTrial {
    private LiveTrial() {}

    /** Why it may not; empty when it may. */
    static <S> List<String> obstacles(Planned<S> migration, RecordedPlan.@Nullable Recording recording) {
        String id = migration.item().id().toString();
        if (recording == null || recording.traces().size() != recording.up().size()) {
            return List.of(id + " has no recorded traces, so nobody knows what it would scan, rewrite or build");
        }
        List<String> obstacles = new ArrayList<>();
        if (!migration.steps().stream().allMatch(step -> step instanceof Step.Transactional)) {
            obstacles.add(id + " has a step that can't be rolled back");
        }
        if (recording.dependsOnData()) {
            obstacles.add(id + " executes what depends on data");
        }
        for (StatementTrace trace : recording.traces()) {
            if (trace.isLong()) {
                obstacles.add(id + " " + words(trace));
            }
        }
        return obstacles;
    }

    private static String words(StatementTrace trace) {
        if (!trace.rewrites().isEmpty()) {
            return "rewrites " + String.join(", ", trace.rewrites().keySet());
        }
        if (!trace.rebuilt().isEmpty()) {
            return "builds " + String.join(", ", trace.rebuilt());
        }
        return "reads all of " + String.join(", ", trace.scans().keySet());
    }
}
