package io.upshift.event;

import java.util.HashMap;
import java.util.Map;

/** Events of an inventory, as the tests need them. */
final class Items {
    static final EventSchema V1 = EventSchema.of("ItemCreated", 1);
    static final EventSchema V2 = EventSchema.of("ItemCreated", 2);
    static final EventSchema V3 = EventSchema.of("ItemCreated", 3);

    private Items() {}

    /** An upcaster that writes a field, to be seen in what comes out. */
    static EventUpcaster<Map<String, Object>> marks(EventSchema from, EventSchema to) {
        return EventUpcaster.of(from, to, payload -> {
            payload.merge("way", to.toString(), (before, now) -> before + ", " + now);
            return payload;
        });
    }

    static EventUpcaster<Map<String, Object>> marks(EventSchema from) {
        return marks(from, from.next());
    }

    static EventRegistryBuilder<Map<String, Object>> threeVersions() {
        return EventRegistry.ofMaps()
                .event("ItemCreated", 1, 2, 3)
                .add(marks(V1))
                .add(marks(V2));
    }

    static UpcasterChain<Map<String, Object>, Map<String, Object>> chain(
            EventRegistryBuilder<Map<String, Object>> registry) {
        return registry.build().chain(PayloadCodec.maps());
    }

    static StoredEvent<Map<String, Object>> event(EventSchema schema, Object... payload) {
        return event(schema.type(), schema.version(), payload);
    }

    static StoredEvent<Map<String, Object>> event(String type, int version, Object... payload) {
        Map<String, Object> fields = new HashMap<>();
        for (int i = 0; i < payload.length; i += 2) {
            fields.put(payload[i].toString(), payload[i + 1]);
        }
        return StoredEvent.of(type, version, fields).at("item-1", 17);
    }
}
