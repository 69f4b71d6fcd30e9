package io.upshift.event;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which fields the payload of one version has; what compatibility is decided on.
 *
 * <p>A writer is taken to write only fields that its shape has. A reader ignores fields that it doesn't know, unless it is
 * closed. Immutable; each method that adds returns a changed copy.
 *
 * @param fields by name, in order of their names
 * @param closed a reader refuses fields that it doesn't know
 * @param undecided what a schema says that a shape can't express; nothing is claimed about it
 */
public record EventShape(Map<String, EventField> fields, boolean closed, List<String> undecided) {
    private static final EventShape EMPTY = new EventShape(Map.of(), false, List.of());

    public EventShape {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
        undecided = List.copyOf(undecided);
    }

    /** No fields yet; unknown ones are ignored. */
    public static EventShape empty() {
        return EMPTY;
    }

    public EventShape require(String field, FieldType type) {
        return with(field, EventField.required(type));
    }

    public EventShape require(String field, EventShape object) {
        return with(field, EventField.required(object));
    }

    public EventShape allow(String field, FieldType type) {
        return with(field, EventField.optional(type));
    }

    public EventShape with(String field, EventField what) {
        Map<String, EventField> changed = new TreeMap<>(fields);
        changed.put(field, what);
        return new EventShape(changed, closed, undecided);
    }

    public EventShape without(String field) {
        Map<String, EventField> changed = new TreeMap<>(fields);
        changed.remove(field);
        return new EventShape(changed, closed, undecided);
    }

    /** Unknown fields are refused. */
    public EventShape close() {
        return new EventShape(fields, true, undecided);
    }

    /**
     * What a reader of this shape can't read of what a writer of the other one writes; empty when it can.
     *
     * <p>Says paths of fields, types and constants of the schema, never data.
     */
    public List<String> cannotRead(EventShape written) {
        return ShapeDiff.of(this, written);
    }

    @Nullable
    EventField find(FieldPath path) {
        EventShape parent = this;
        for (String step : path.parents()) {
            EventField field = parent.fields.get(step);
            if (field == null || field.object() == null) {
                return null;
            }
            parent = field.object();
        }
        return parent.fields.get(path.name());
    }

    /** The shape after a field was put somewhere, making what it lies in; null takes it away. */
    EventShape put(FieldPath path, @Nullable EventField field) {
        return change(
                path.parents(),
                parent -> field == null ? parent.without(path.name()) : parent.with(path.name(), field),
                field != null);
    }

    private EventShape change(List<String> parents, UnaryOperator<EventShape> change, boolean make) {
        if (parents.isEmpty()) {
            return change.apply(this);
        }
        String step = parents.get(0);
        EventField in = fields.get(step);
        EventShape inner = in == null ? null : in.object();
        if (inner == null && !make) {
            return this;
        }
        EventShape changed = (inner == null ? EMPTY : inner).change(parents.subList(1, parents.size()), change, make);
        if (changed.fields.isEmpty() && !make) {
            return without(step);
        }
        return with(step, in == null ? EventField.required(changed) : in.object(changed));
    }
}
