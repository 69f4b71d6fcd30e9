package io.upshift.postgres.change;

import io.upshift.MigrationId;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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

    ColumnChange(TableName table) {
        this.table = table;
    }

    static ColumnChange renamed(TableName table, String from, String to) {
        return new ColumnChange(table)
                .replaces(from)
                .adds(new Added(to, null, from, Identifiers.quoted(from), false, null))
                .back(from, Identifiers.quoted(to));
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

    ColumnChange adds(Added column) {
        return with(copy -> {
            List<Added> all = new ArrayList<>(copy.added);
            all.add(column);
            copy.added = List.copyOf(all);
        });
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
        return "columns of " + table + " " + added + " " + back + " " + old + " " + views + " " + noWayBack;
    }

    @Override
    Phases phases(MigrationId id) {
        return new ColumnPhases(this, id).phases();
    }

    private ColumnChange with(Consumer<ColumnChange> change) {
        ColumnChange copy = new ColumnChange(table);
        copy.added = added;
        copy.back = new LinkedHashMap<>(back);
        copy.old = old;
        copy.views = new LinkedHashMap<>(views);
        copy.noWayBack = noWayBack;
        change.accept(copy);
        return copy;
    }
}
