package io.upshift;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Boils the schema before and after a migration down to its effects. */
final class EffectsOf {
    private final Schema before;
    private final Schema after;
    private final SchemaChange change;

    EffectsOf(Schema before, Schema after) {
        this.before = before;
        this.after = after;
        this.change = after.differenceFrom(before);
    }

    /** @param traces what its statements did */
    Effects effects(List<StatementTrace> traces) {
        return new Effects(added(), removed(), altered(), List.of(), tables(traces), reads(traces));
    }

    private List<String> added() {
        Set<String> tables = new HashSet<>();
        change.added().stream()
                .filter(object -> object.name().equals(object.table()))
                .forEach(object -> tables.add(object.name()));
        return change.added().stream()
                .filter(object -> object.name().equals(object.table()) || !tables.contains(object.table()))
                .filter(EffectsOf::counts)
                .map(object -> after.relative(object.identity()))
                .toList();
    }

    private SortedMap<String, String> removed() {
        SortedMap<String, String> removed = new TreeMap<>();
        change.removed().stream()
                .filter(EffectsOf::counts)
                .forEach(object -> removed.put(before.relative(object.identity()), Brief.of(object.definition())));
        return removed;
    }

    private SortedMap<String, Effects.Alteration> altered() {
        SortedMap<String, Effects.Alteration> altered = new TreeMap<>();
        change.altered().stream()
                .filter(object -> counts(object.before()))
                .forEach(object -> altered.put(
                        before.relative(object.before().identity()),
                        new Effects.Alteration(
                                Brief.of(object.before().definition()),
                                Brief.of(object.after().definition()))));
        return altered;
    }

    private SortedSet<String> tables(List<StatementTrace> traces) {
        Set<String> known = new HashSet<>(before.tables());
        known.addAll(after.tables());
        List<SchemaObject> changed = new ArrayList<>(change.added());
        changed.addAll(change.removed());
        change.altered().forEach(object -> changed.add(object.after()));
        Set<String> touched = new HashSet<>();
        changed.forEach(object -> touched.add(String.valueOf(object.table())));
        traces.forEach(trace -> touched.addAll(trace.written()));
        touched.retainAll(known);
        SortedSet<String> tables = new TreeSet<>();
        touched.forEach(table -> tables.add(before.relative(table)));
        return tables;
    }

    private SortedSet<String> reads(List<StatementTrace> traces) {
        Set<String> known = before.tables();
        SortedSet<String> reads = new TreeSet<>();
        traces.forEach(trace -> trace.locks().keySet().stream()
                .filter(known::contains)
                .forEach(table -> reads.add(before.relative(table))));
        reads.removeAll(tables(traces));
        return reads;
    }

    private static boolean counts(SchemaObject object) {
        return !object.kind().equals(SchemaObject.ORDER);
    }
}
