package io.upshift.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds a field with a value when it is absent. */
record AddField(FieldPath path, @Nullable Object value) implements FieldChange {

    @Override
    public Mutation prepare(FieldAccess<Object> access) {
        String name = path.name();
        boolean shareable = !(value instanceof Map || value instanceof Iterable);
        Object constant = access.value(value);
        if (path.isTop() && shareable) {
            return fields -> addTo(fields, name, constant);
        }
        FieldPlace place = new FieldPlace(path, access);
        return fields -> addTo(place.make(fields), name, shareable ? constant : access.value(value));
    }

    private static void addTo(Map<String, Object> fields, String name, Object value) {
        // The size tells what null can't, since null may be a value, and costs no second look-up.
        int size = fields.size();
        Object before = fields.put(name, value);
        if (fields.size() == size) {
            fields.put(name, before);
        }
    }

    @Override
    public EventShape on(EventShape shape) {
        EventField before = shape.find(path);
        EventField added = EventField.required(before == null ? FieldType.of(value) : before.type());
        return shape.put(path, before == null || before.object() == null ? added : added.object(before.object()));
    }

    @Override
    public @Nullable FieldChange inverse() {
        return new RemoveField(path, null);
    }

    @Override
    public String loses() {
        return path + " when it isn't " + quoted(value);
    }

    @Override
    public String describe() {
        return "adds `" + path + "` as " + quoted(value) + " when it is absent";
    }

    static String quoted(@Nullable Object value) {
        return value instanceof CharSequence ? "\"" + value + "\"" : String.valueOf(value);
    }
}
