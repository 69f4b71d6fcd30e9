package io.upshift.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An upcaster that is declared field by field, so that it can be checked, documented, and taken back.
 *
 * <p>A field is named by its name, by names with dots between them ({@code address.zip}), or by a JSON pointer. Elements
 * of lists can't be named; they need a function. A change to a field that is absent does nothing, and one that would
 * overwrite a field fails. Immutable; each method returns a copy with one more change.
 */
public final class FieldChanges<P> implements EventUpcaster<P> {
    private final FieldAccess<Object> access;
    private final EventSchema from;
    private final EventSchema to;
    private final List<FieldChange> changes;
    private final FieldChange.Mutation[] mutations;

    private FieldChanges(FieldAccess<Object> access, EventSchema from, EventSchema to, List<FieldChange> changes) {
        this.access = access;
        this.from = from;
        this.to = to;
        this.changes = List.copyOf(changes);
        this.mutations = changes.stream().map(change -> change.prepare(access)).toArray(FieldChange.Mutation[]::new);
    }

    /** No changes yet, from a version to the next. */
    @SuppressWarnings("unchecked") // values only ever go back to the access that they came from
    public static <P> FieldChanges<P> of(FieldAccess<? super P> access, EventSchema from) {
        return new FieldChanges<>((FieldAccess<Object>) access, from, from.next(), List.of());
    }

    /** The same for payloads that are maps of plain values. */
    public static FieldChanges<Map<String, Object>> ofMaps(EventSchema from) {
        return of(FieldAccess.maps(), from);
    }

    /** Leads to another version than the next, or to another type. */
    public FieldChanges<P> to(EventSchema other) {
        return new FieldChanges<>(access, from, other, changes);
    }

    /** Adds a field with a plain value when it is absent; null counts as there. */
    public FieldChanges<P> add(String field, @Nullable Object value) {
        return with(new AddField(FieldPath.parse(field), value));
    }

    /** @param name without what leads there */
    public FieldChanges<P> rename(String field, String name) {
        return with(new RenameField(FieldPath.parse(field), name));
    }

    /** Removes a field for good: there is no way back. */
    public FieldChanges<P> remove(String field) {
        return with(new RemoveField(FieldPath.parse(field), null));
    }

    /** Removes a field; the way back gives old readers this plain value. */
    public FieldChanges<P> remove(String field, Object forOldReaders) {
        return with(new RemoveField(FieldPath.parse(field), forOldReaders));
    }

    /** Takes a field elsewhere, making the objects that lead there and removing those that it leaves empty. */
    public FieldChanges<P> move(String field, String to) {
        return with(new MoveField(FieldPath.parse(field), FieldPath.parse(to)));
    }

    public FieldChanges<P> convert(String field, FieldConversion conversion) {
        return with(new ConvertField(FieldPath.parse(field), conversion));
    }

    /**
     * The way back. The registry refuses it when something can't be taken back, and when a value of the new version would
     * be lost, as that of an added field is.
     */
    public EventDowncaster<P> inverse() {
        return new FieldInverse<>(this, false);
    }

    /** The way back of changes that may lose values, which {@link EventDowncaster#loses} names: accepted. */
    public EventDowncaster<P> lossyInverse() {
        return new FieldInverse<>(this, true);
    }

    @Override
    public EventSchema from() {
        return from;
    }

    @Override
    public EventSchema to() {
        return to;
    }

    @Override
    public P upcast(P payload, EventContext context) {
        apply(mutations, payload);
        return payload;
    }

    /** What is done, one sentence's end for each change. */
    public List<String> describe() {
        return changes.stream().map(FieldChange::describe).toList();
    }

    /** The shape that the changes make of the one of {@link #from}. */
    public EventShape on(EventShape before) {
        EventShape shape = before;
        for (FieldChange change : changes) {
            shape = change.on(shape);
        }
        return shape;
    }

    List<FieldChange> changes() {
        return changes;
    }

    /** Reversed and taken back; those that can't be are left out, and {@link FieldChecks} names them. */
    FieldChange.Mutation[] inverseMutations() {
        List<FieldChange> reversed = new ArrayList<>(changes);
        Collections.reverse(reversed);
        return reversed.stream()
                .map(FieldChange::inverse)
                .flatMap(Stream::ofNullable)
                .map(change -> change.prepare(access))
                .toArray(FieldChange.Mutation[]::new);
    }

    void apply(FieldChange.Mutation[] some, P payload) {
        Map<String, Object> fields = access.fields(payload);
        if (fields == null) {
            throw new IllegalStateException("The payload isn't an object");
        }
        for (FieldChange.Mutation mutation : some) {
            mutation.apply(fields);
        }
    }

    private FieldChanges<P> with(FieldChange change) {
        List<FieldChange> more = new ArrayList<>(changes);
        more.add(change);
        return new FieldChanges<>(access, from, to, more);
    }

    /** The changes, for messages and the catalogue. */
    @Override
    public String toString() {
        return "field changes from " + from + " to " + to;
    }
}
