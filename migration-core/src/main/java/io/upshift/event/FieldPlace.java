package io.upshift.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A path in payloads of one representation. */
record FieldPlace(FieldPath path, FieldAccess<Object> access) {

    /** The fields among which this one lies; null when something on the way isn't there. */
    @Nullable
    Map<String, Object> find(Map<String, Object> root) {
        Map<String, Object> at = root;
        for (String step : path.parents()) {
            if (!at.containsKey(step)) {
                return null;
            }
            at = inside(at, step);
        }
        return at;
    }

    /** The same, making what isn't there. */
    Map<String, Object> make(Map<String, Object> root) {
        Map<String, Object> at = root;
        for (String step : path.parents()) {
            if (!at.containsKey(step)) {
                at.put(step, access.value(new HashMap<>()));
            }
            at = inside(at, step);
        }
        return at;
    }

    /** Takes the objects away that lead here and hold nothing any more. */
    void prune(Map<String, Object> root) {
        prune(root, path.parents());
    }

    private void prune(Map<String, Object> at, List<String> steps) {
        if (steps.isEmpty() || !at.containsKey(steps.get(0))) {
            return;
        }
        Map<String, Object> inner = inside(at, steps.get(0));
        prune(inner, steps.subList(1, steps.size()));
        if (inner.isEmpty()) {
            at.remove(steps.get(0));
        }
    }

    private Map<String, Object> inside(Map<String, Object> at, String step) {
        Object value = at.get(step);
        Map<String, Object> fields = value == null ? null : access.fields(value);
        if (fields == null) {
            throw new IllegalStateException(step + " in " + path + " isn't an object");
        }
        return fields;
    }
}
