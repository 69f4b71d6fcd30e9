package io.upshift.examples.inventory.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventSchema;
import io.upshift.event.EventUpcaster;
import io.upshift.event.FieldChanges;
import io.upshift.event.UpcasterChain;
import io.upshift.event.json.JsonCodec;
import io.upshift.event.json.JsonFields;
import io.upshift.postgres.event.EventTable;

/** Where the events are, and how each version became the next. */
public final class InventoryEvents {
    static final EventSchema CREATED = EventSchema.of("InventoryItemCreated", 1);

    static final EventTable TABLE = EventTable.of("inventory_events").stream("item_id");

    /** Since version 2 an item is in a warehouse, and somebody has created it. */
    private static final FieldChanges<ObjectNode> WITH_WAREHOUSE =
            JsonFields.changes(CREATED).add("warehouseId", "default").add("createdBy", "system");

    /** Since version 3 a quantity has a unit. */
    private static final EventUpcaster<ObjectNode> WITH_UNIT =
            EventUpcaster.of(CREATED.next(), payload -> payload.put("unit", payload.has("weight") ? "kg" : "piece"));

    private InventoryEvents() {}

    /** Every version that was ever released. */
    public static EventRegistry<ObjectNode> registry() {
        return EventRegistry.builder(ObjectNode.class)
                .event("InventoryItemCreated", 1, 2, 3)
                .event("StockAdjusted", 1)
                .add(WITH_WAREHOUSE)
                .add(WITH_UNIT)
                .build();
    }

    /** For rows of the table. */
    public static UpcasterChain<String, ObjectNode> chain() {
        return registry().chain(JsonCodec.text(new ObjectMapper()));
    }
}
