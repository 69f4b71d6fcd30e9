package io.upshift.event;

import org.jspecify.annotations.Nullable;

/**
 * Removes a field.
 *
 * @param forOldReaders what the way back writes into it; null when there is no way back
 */
record RemoveField(FieldPath path, @Nullable Object forOldReaders) implements FieldChange {

    @Override
    public Mutation prepare(FieldAccess<Object> access) {
        String name = path.name();
        if (path.isTop()) {
            return fields -> fields.remove(name);
        }
        FieldPlace place = new FieldPlace(path, access);
        return fields -> {
            var in = place.find(fields);
            if (in != null && in.containsKey(name)) {
                in.remove(name);
                place.prune(fields);
            }
        };
    }

    @Override
    public EventShape on(EventShape shape) {
        return shape.put(path, null);
    }

    @Override
    public @Nullable FieldChange inverse() {
        return forOldReaders == null ? null : new AddField(path, forOldReaders);
    }

    @Override
    public String loses() {
        return "";
    }

    @Override
    public String describe() {
        return "removes `" + path + "`";
    }
}
