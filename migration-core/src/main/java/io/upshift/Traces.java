package io.upshift;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Collects what statements did, and keeps of it what concerns tables that others may be using. */
final class Traces implements Consumer<StatementTrace> {
    private final List<StatementTrace> collected = new ArrayList<>();

    @Override
    public void accept(StatementTrace trace) {
        collected.add(trace);
    }

    /** What was collected since the last call. */
    List<StatementTrace> take() {
        List<StatementTrace> taken = List.copyOf(collected);
        collected.clear();
        return taken;
    }

    /** The same with relative names, and without tables that weren't there before. */
    static List<StatementTrace> concerning(Schema before, List<StatementTrace> traces) {
        Set<String> tables = before.tables();
        return traces.stream().map(trace -> concerning(before, tables, trace)).toList();
    }

    private static StatementTrace concerning(Schema before, Set<String> tables, StatementTrace trace) {
        return new StatementTrace(
                trace.statement(),
                kept(before, tables, trace.locks()),
                new TreeSet<>(kept(before, tables, List.copyOf(trace.written()))),
                kept(before, tables, trace.scans()),
                kept(before, tables, trace.rewrites()),
                trace.rebuilt().stream().map(before::relative).toList(),
                trace.invalid().stream().map(before::relative).toList(),
                kept(before, tables, trace.held()),
                trace.took());
    }

    private static List<String> kept(Schema before, Set<String> tables, List<String> names) {
        return names.stream().filter(tables::contains).map(before::relative).toList();
    }

    private static <T> SortedMap<String, T> kept(Schema before, Set<String> tables, SortedMap<String, T> byTable) {
        SortedMap<String, T> kept = new TreeMap<>();
        byTable.forEach((table, value) -> {
            if (tables.contains(table)) {
                kept.put(before.relative(table), value);
            }
        });
        return kept;
    }
}
