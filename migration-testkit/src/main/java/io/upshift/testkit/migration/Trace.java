package io.upshift.testkit.migration;

import io.upshift.StatementTrace;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks at what a statement did. */
final class Trace {
    private static final int SHOWN = 100;

    private Trace() {}

    /** The same without tables that nobody else may be using yet. */
    static StatementTrace concerning(List<String> tables, StatementTrace trace) {
        TreeSet<String> written = new TreeSet<>(trace.written());
        written.retainAll(tables);
        return new StatementTrace(
                trace.statement(),
                kept(tables, trace.locks()),
                written,
                kept(tables, trace.scans()),
                kept(tables, trace.rewrites()),
                trace.rebuilt(),
                trace.invalid(),
                trace.held().stream().filter(tables::contains).toList(),
                trace.took());
    }

    /** The beginning of a statement, on one line. */
    static String brief(StatementTrace trace) {
        String line = trace.statement().strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    private static <T> SortedMap<String, T> kept(List<String> tables, SortedMap<String, T> byTable) {
        SortedMap<String, T> kept = new TreeMap<>(byTable);
        kept.keySet().retainAll(tables);
        return kept;
    }
}
