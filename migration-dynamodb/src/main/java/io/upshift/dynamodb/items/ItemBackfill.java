package io.upshift.dynamodb.items;

import io.upshift.Batch;
import io.upshift.BatchSize;
import io.upshift.Batches;
import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.dynamodb.Marker;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Changes the items of a table by a parallel scan, each item once.
 *
 * <p>Each change is one {@code UpdateItem} that sets the step's {@link Marker} and requires its absence, so that an
 * increment is made once whatever is lost, repeated, killed or passed over; returned from {@code down()}, it requires the
 * marker and removes it. Code is called again when the service has changed what it had looked at. The counts are exact
 * too: an item counts in the batch that commits over it. Only after a revert was cut off, what its last batches had
 * taken back isn't counted.
 *
 * <p>Items written after the begin may be missed: let the service write the new form first. Expressions are DynamoDB's
 * and stand as they are. Immutable: each setter returns a changed copy.
 */
public final class ItemBackfill implements Batches<DynamoDbSession> {
    private final ItemScope scope;
    private final Map<String, String> sets;
    private final @Nullable ItemUpdate code;
    private final @Nullable String undo;
    private final Kind kind;
    private final ItemBatches work;

    private ItemBackfill(
            ItemScope scope, Map<String, String> sets, @Nullable ItemUpdate code, @Nullable String undo, Kind kind) {
        this.scope = scope;
        this.sets = sets;
        this.code = code;
        this.undo = undo;
        this.kind = kind;
        this.work = work();
    }

    /**
     * What it does beside changing items.
     *
     * @param marker of another step, that it removes; null for none
     */
    private record Kind(boolean isRestore, @Nullable String marker) {}

    /** Of a table; say what to do with {@link #set} or {@link #update}. */
    public static ItemBackfill table(String name) {
        return new ItemBackfill(ItemScope.of(name), Map.of(), null, null, new Kind(false, null));
    }

    /**
     * For {@code down()}: puts back what the items were before.
     *
     * <p>An item that the service has changed since, or whose record is missing, fails; leave such ones as they are with
     * {@link #skipUpTo}. What was set by an expression is put back in any case.
     *
     * @param undo the table named in {@link #keepUndo}
     */
    public static ItemBackfill restore(String table, String undo) {
        return new ItemBackfill(ItemScope.of(table), Map.of(), null, undo, new Kind(true, null));
    }

    /**
     * Removes the markers of a step that will not be reverted any more; its undo table may be deleted then.
     *
     * @param marker of {@link Marker#attribute}
     */
    public static ItemBackfill removeMarker(String table, String marker) {
        return new ItemBackfill(ItemScope.of(table), Map.of(), null, null, new Kind(false, marker));
    }

    /** Sets an attribute to an expression such as {@code cents + :one}, computed by the service. */
    public ItemBackfill set(String attribute, String expression) {
        Map<String, String> more = new LinkedHashMap<>(sets);
        more.put(attribute, expression);
        return new ItemBackfill(scope, more, code, undo, kind);
    }

    /** Has code say what becomes of each item. */
    public ItemBackfill update(ItemUpdate code) {
        return new ItemBackfill(scope, sets, code, undo, kind);
    }

    /** Leaves out the items that don't meet a condition, when they are read and again when they are written. */
    public ItemBackfill where(String condition) {
        return new ItemBackfill(scope.where(condition), sets, code, undo, kind);
    }

    /** Gives a placeholder of the expressions its value, such as {@code :open}. */
    public ItemBackfill bind(String placeholder, AttributeValue value) {
        return new ItemBackfill(scope.bind(placeholder, value), sets, code, undo, kind);
    }

    /** Gives a placeholder of the expressions its attribute, such as {@code #status}, a reserved word. */
    public ItemBackfill bind(String placeholder, String attribute) {
        return new ItemBackfill(scope.bind(placeholder, attribute), sets, code, undo, kind);
    }

    /** Into how many parts the table is cut, at most 1,000; 8 to 256 by its size unless set. */
    public ItemBackfill segments(int segments) {
        return new ItemBackfill(scope.segments(segments), sets, code, undo, kind);
    }

    /** How many writes each worker has under way at most; 8 unless set, and fewer while the service throttles. */
    public ItemBackfill inFlight(int calls) {
        return new ItemBackfill(scope.inFlight(calls), sets, code, undo, kind);
    }

    /** How much of the table's throughput each instance may consume; as much as there is unless set. */
    public ItemBackfill limit(CapacityLimit limit) {
        return new ItemBackfill(scope.limit(limit), sets, code, undo, kind);
    }

    /**
     * Keeps what each item was before in another table, which is made when it isn't there; for {@link #restore}. Costs
     * one more write an item.
     */
    public ItemBackfill keepUndo(String table) {
        return new ItemBackfill(scope, sets, code, table, kind);
    }

    /** How many items may be left out because they fail by themselves; the next one fails the run. None unless set. */
    public ItemBackfill skipUpTo(int items) {
        return new ItemBackfill(scope.skipUpTo(items), sets, code, undo, kind);
    }

    @Override
    public Opening open(DynamoDbSession session) throws Exception {
        return work.open(session);
    }

    @Override
    public Batch.Done run(DynamoDbSession session, Batch batch) throws Exception {
        return work.run(session, batch);
    }

    @Override
    public Batch.@Nullable Done peek(DynamoDbSession session, Batch batch) {
        return work.peek(session, batch);
    }

    @Override
    public BatchSize size() {
        return work.size();
    }

    @Override
    public int skipLimit() {
        return scope.skipLimit();
    }

    @Override
    public List<String> statements() {
        return work.statements();
    }

    private ItemBatches work() {
        UndoTable kept = undo == null ? null : new UndoTable(undo);
        if (kind.isRestore() && kept != null) {
            return new ItemBatches(
                    scope, (session, keys) -> new RestoreEdit(kept, session, keys), "restore from " + undo, null, null);
        }
        ItemUpdate known = code;
        if (known != null) {
            return new ItemBatches(scope, (session, keys) -> new CodeEdit(known), "by code", kept, null);
        }
        String text = kind.marker() != null
                ? "remove " + kind.marker()
                : sets.entrySet().stream()
                        .map(set -> set.getKey() + " = " + set.getValue())
                        .collect(Collectors.joining(", ", "set ", ""));
        Map<String, String> all = new HashMap<>(sets);
        return new ItemBatches(scope, (session, keys) -> new DeclaredEdit(all), text, kept, kind.marker());
    }
}
