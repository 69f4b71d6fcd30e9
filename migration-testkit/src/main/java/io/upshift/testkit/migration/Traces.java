package io.upshift.testkit.migration;

import io.upshift.StatementTrace;
import java.util.ArrayList;
import java.util.List;

/** What a migration's statements did to tables that others may be using. */
final class Traces {
    private Traces() {}

    /** The tables that a statement wrote anew, in words. */
    static List<String> rewrites(Tried tried, StatementTrace trace) {
        List<String> rewrites = new ArrayList<>();
        trace.rewrites()
                .forEach((table, reason) -> rewrites.add(
                        "rewrites " + tried.before().relative(table) + (reason.isEmpty() ? "" : " (" + reason + ")")));
        return rewrites;
    }

    /** What a migration did to large tables that takes the longer the larger they are. */
    static List<String> onLarge(Tried tried, List<String> large) {
        List<String> found = new ArrayList<>();
        for (StatementTrace trace : tried.traces()) {
            trace.rewrites().keySet().forEach(table -> add(tried, trace, large, table, "rewrites", found));
            trace.scans().keySet().forEach(table -> add(tried, trace, large, table, "reads all of", found));
        }
        return found;
    }

    private static void add(
            Tried tried, StatementTrace trace, List<String> large, String table, String does, List<String> found) {
        String name = tried.before().relative(table);
        if (large.contains(name) || large.contains(table)) {
            found.add(does + " the large table " + name + " with: " + Trace.brief(trace));
        }
    }
}
