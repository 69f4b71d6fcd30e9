package io.upshift.postgres.change;

import io.upshift.MigrationException;
import io.upshift.MigrationId;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * New columns beside old ones in the same table, each made from the other side. Immutable; each method returns a changed
 * copy.
 *
 * <p>Who writes old columns has the new ones made by the forward expressions, who writes new columns has the old ones made
 * by the way back; of a statement that writes both, the new columns count. On an INSERT the new side counts when one of
 * its columns isn't null: an explicit null there is not told from a column that isn't mentioned.
 */
public final class ColumnChange extends TableChange {
    private final TableName table;
    private List<Added> added = List.of();
    private Map<String, String> back = new LinkedHashMap<>();
    private List<String> old = List.of();
    private Map<String, String> views = new LinkedHashMap<>();
    private String noWayBack = "";
    private boolean carries;

    ColumnChange(TableName table) {
        this.table = table;
    }

    static ColumnChange renamed(TableName table, String from, String to) {
        return new ColumnChange(table)
                .replaces(from)
                .carrying()
                .with(copy -> copy.add(new Added(to, null, from, Identifiers.quoted(from), false, null)))
                .back(from, Identifiers.quoted(to));
    }

    /**
     * Adds a new column.
     *
     * @param type in SQL
     * @param expression makes its value from the columns that are there already
     */
    public ColumnChange into(String column, String type, String expression) {
        return with(copy ->
                copy.add(new Added(column, type, copy.carries ? copy.old.get(0) : null, expression, false, null)));
    }

    /** Refuses nulls in a new column in the end; one that takes another's place does as that one does. */
    public ColumnChange notNull(String column) {
        return changed(column, Added::notNull);
    }

    /** The default that a new column gets in the end, in SQL; until then the old columns' defaults do for both. */
    public ColumnChange defaultTo(String column, String expression) {
        return changed(column, one -> one.defaultTo(expression));
    }

    /** Says how an old column is made from the new ones. */
    public ColumnChange back(String column, String expression) {
        return with(copy -> copy.back.put(column, expression));
    }

    /**
     * Says that what is written to the new columns can't be told in the old ones, and why: old code doesn't see it, and
     * reverting the expand loses it.
     */
    public ColumnChange noWayBack(String why) {
        return with(copy -> copy.noWayBack = why);
    }

    /** A view that reads an old column gets this query, without it, just before the column goes. */
    public ColumnChange view(String name, String query) {
        return with(copy -> copy.views.put(name, query));
    }

    ColumnChange replaces(String... columns) {
        return with(copy -> {
            List<String> all = new ArrayList<>(copy.old);
            all.addAll(List.of(columns));
            copy.old = List.copyOf(all);
        });
    }

    /** The new column is to the rest of the schema what the old one was. */
    ColumnChange carrying() {
        return with(copy -> copy.carries = true);
    }

    private void add(Added column) {
        List<Added> all = new ArrayList<>(added);
        all.add(column);
        added = List.copyOf(all);
    }

    private ColumnChange changed(String column, UnaryOperator<Added> change) {
        if (added.stream().noneMatch(one -> one.name().equals(column))) {
            throw new IllegalArgumentException("The change adds no column " + column + ": say into(…) first");
        }
        return with(copy -> copy.added = added.stream()
                .map(one -> one.name().equals(column) ? change.apply(one) : one)
                .toList());
    }

    @Override
    TableName table() {
        return table;
    }

    List<Added> added() {
        return added;
    }

    Map<String, String> back() {
        return back;
    }

    /** The columns that go in the end. */
    List<String> old() {
        return old;
    }

    Map<String, String> views() {
        return views;
    }

    /** Whether the one new column gets what the rest of the schema has for the one old column. */
    boolean carries() {
        return carries;
    }

    String noWayBack() {
        return noWayBack;
    }

    Map<String, String> forward() {
        Map<String, String> forward = new LinkedHashMap<>();
        added.forEach(column -> forward.put(column.name(), column.forward()));
        return forward;
    }

    @Override
    List<String> goes() {
        return old.stream().map(column -> table.plain() + "." + column).toList();
    }

    @Override
    String content() {
        return "columns of " + table + " " + added + " " + back + " " + old + " " + views + " " + noWayBack + " "
                + carries;
    }

    @Override
    Phases phases(MigrationId id, Duration kept) {
        refuseNonsense();
        return new ColumnPhases(this, id).phases(kept);
    }

    private void refuseNonsense() {
        List<String> wrong = new ArrayList<>();
        if (added.isEmpty()) {
            wrong.add("it adds no column: say into(…)");
        }
        if (carries && added.size() > 1) {
            wrong.add("one column takes the place of " + old.get(0) + ": for several, use splitColumn");
        }
        for (String column : old) {
            if (noWayBack.isEmpty() && !back.containsKey(column)) {
                wrong.add("nothing says how " + column + " is made from the new columns: say back(\"" + column
                        + "\", …), or noWayBack(…) and why");
            }
        }
        for (String column : back.keySet()) {
            if (!old.contains(column)) {
                wrong.add("back(\"" + column + "\", …) is no column that it replaces: " + old);
            }
        }
        if (!wrong.isEmpty()) {
            throw MigrationException.refused(
                    "The change of " + table.plain() + " makes no sense", String.join("; ", wrong), "complete it");
        }
    }

    private ColumnChange with(Consumer<ColumnChange> change) {
        ColumnChange copy = new ColumnChange(table);
        copy.added = added;
        copy.back = new LinkedHashMap<>(back);
        copy.old = old;
        copy.views = new LinkedHashMap<>(views);
        copy.noWayBack = noWayBack;
        copy.carries = carries;
        change.accept(copy);
        return copy;
    }
}
