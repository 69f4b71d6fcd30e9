package io.upshift.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the shapes of a type's versions, pair by pair. */
final class CompatibilityCheck {
    private final EventRegistry<?> registry;
    private final Compatibility promise;
    private final List<String> found = new ArrayList<>();

    private CompatibilityCheck(EventRegistry<?> registry, Compatibility promise) {
        this.registry = registry;
        this.promise = promise;
    }

    static List<String> of(EventRegistry<?> registry, String type, Compatibility promise) {
        List<EventSchema> versions = registry.schemas().stream()
                .filter(schema -> schema.type().equals(type))
                .toList();
        if (versions.isEmpty()) {
            return List.of("there is no event " + type);
        }
        CompatibilityCheck check = new CompatibilityCheck(registry, promise);
        for (EventSchema schema : versions) {
            if (check.shape(schema) == null) {
                check.found.add(schema + " has no shape, so nothing is known of it");
            }
        }
        for (int newer = 1; newer < versions.size(); newer++) {
            int oldest = promise.isTransitive() ? 0 : newer - 1;
            for (int older = oldest; older < newer; older++) {
                check.pair(versions.get(older), versions.get(newer));
            }
        }
        return List.copyOf(check.found);
    }

    private void pair(EventSchema older, EventSchema newer) {
        EventShape before = shape(older);
        EventShape after = shape(newer);
        if (before == null || after == null) {
            return;
        }
        if (promise.isBackward()) {
            after.cannotRead(before).forEach(what -> found.add(newer + " can't read " + older + ": " + what));
        }
        if (promise.isForward()) {
            before.cannotRead(after).forEach(what -> found.add(older + " can't read " + newer + ": " + what));
        }
    }

    private @Nullable EventShape shape(EventSchema schema) {
        return registry.definition(schema).map(EventDefinition::shape).orElse(null);
    }
}
