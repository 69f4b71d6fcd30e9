package io.upshift.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a field another name where it lies. */
record RenameField(FieldPath path, String name) implements FieldChange {

    @Override
    public Mutation prepare(FieldAccess<Object> access) {
        String old = path.name();
        if (path.isTop()) {
            return fields -> renameIn(fields, old, name);
        }
        FieldPlace place = new FieldPlace(path, access);
        return fields -> {
            Map<String, Object> in = place.find(fields);
            if (in != null) {
                renameIn(in, old, name);
            }
        };
    }

    private static void renameIn(Map<String, Object> fields, String old, String name) {
        // Sizes tell what null can't, since null may be a value, and cost no second look-up.
        int before = fields.size();
        Object value = fields.remove(old);
        int without = fields.size();
        if (without == before) {
            return;
        }
        fields.put(name, value);
        if (fields.size() == without) {
            throw new IllegalStateException(name + " is there already");
        }
    }

    @Override
    public EventShape on(EventShape shape) {
        EventField field = shape.find(path);
        return field == null ? shape : shape.put(path, null).put(renamed(), field);
    }

    @Override
    public @Nullable FieldChange inverse() {
        return new RenameField(renamed(), path.name());
    }

    @Override
    public String loses() {
        return "";
    }

    @Override
    public String describe() {
        return "renames `" + path + "` to `" + name + "`";
    }

    FieldPath renamed() {
        return path.sibling(name);
    }
}
