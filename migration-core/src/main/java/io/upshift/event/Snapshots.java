package io.upshift.event;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes the snapshot of a registry. */
final class Snapshots {
    private Snapshots() {}

    static EventSnapshot of(EventRegistry<?> registry, String service) {
        Map<String, Map<Integer, @Nullable EventShape>> reads = new TreeMap<>();
        for (EventSchema schema : registry.schemas()) {
            EventShape shape =
                    registry.definition(schema).map(EventDefinition::shape).orElse(null);
            reads.computeIfAbsent(schema.type(), type -> new TreeMap<>()).put(schema.version(), shape);
        }
        EventAction onNewer = registry.policy().on(EventProblem.NEWER_VERSION);
        Map<String, EventSnapshot.Event> events = new TreeMap<>();
        reads.forEach((type, versions) -> {
            EventSchema written = registry.written(type);
            events.put(type, new EventSnapshot.Event(versions, written == null ? null : written.version(), onNewer));
        });
        return new EventSnapshot(service, events);
    }
}
