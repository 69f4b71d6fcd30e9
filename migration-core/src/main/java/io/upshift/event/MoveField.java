package io.upshift.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a field from one object to another; an object that is left empty goes. */
record MoveField(FieldPath from, FieldPath to) implements FieldChange {

    @Override
    public Mutation prepare(FieldAccess<Object> access) {
        FieldPlace source = new FieldPlace(from, access);
        FieldPlace target = new FieldPlace(to, access);
        return fields -> {
            Map<String, Object> in = source.find(fields);
            if (in == null || !in.containsKey(from.name())) {
                return;
            }
            Object value = in.remove(from.name());
            source.prune(fields);
            Map<String, Object> into = target.make(fields);
            if (into.containsKey(to.name())) {
                throw new IllegalStateException(to + " is there already");
            }
            into.put(to.name(), value);
        };
    }

    @Override
    public EventShape on(EventShape shape) {
        EventField field = shape.find(from);
        return field == null ? shape : shape.put(from, null).put(to, field);
    }

    @Override
    public @Nullable FieldChange inverse() {
        return new MoveField(to, from);
    }

    @Override
    public String loses() {
        return "";
    }

    @Override
    public String describe() {
        return "moves `" + from + "` to `" + to + "`";
    }
}
