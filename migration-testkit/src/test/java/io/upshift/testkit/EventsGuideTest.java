package io.upshift.testkit;

import static io.upshift.testkit.EventAssertions.assertThatChain;
import static io.upshift.testkit.EventAssertions.assertThatRegistry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upshift.event.CensusTally;
import io.upshift.event.EventAction;
import io.upshift.event.EventContext;
import io.upshift.event.EventPart;
import io.upshift.event.EventProblem;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventRegistryBuilder;
import io.upshift.event.EventSchema;
import io.upshift.event.EventSplitter;
import io.upshift.event.EventUpcaster;
import io.upshift.event.FieldChanges;
import io.upshift.event.StoredEvent;
import io.upshift.event.UpcasterChain;
import io.upshift.event.json.JsonCodec;
import io.upshift.event.json.JsonFields;
import io.upshift.event.json.JsonReader;
import io.upshift.event.json.JsonSchemas;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/events.md shows. */
class EventsGuideTest {
    private static final EventSchema CREATED = EventSchema.of("InventoryItemCreated", 1);
    private static final EventSchema ADJUSTED = EventSchema.of("StockAdjusted", 1);
    private static final ObjectMapper mapper = new ObjectMapper();

    private static final FieldChanges<ObjectNode> WITH_WAREHOUSE =
            JsonFields.changes(CREATED).add("warehouseId", "default").add("createdBy", "system");

    private static final EventUpcaster<ObjectNode> WITH_UNIT =
            EventUpcaster.of(CREATED.next(), payload -> payload.put("unit", payload.has("weight") ? "kg" : "piece"));

    private static EventRegistryBuilder<ObjectNode> inventoryEvents() {
        return EventRegistry.builder(ObjectNode.class)
                .event("InventoryItemCreated", 1, 2, 3) // every version that may be stored; the newest is read
                .event("StockAdjusted", 1)
                .event("DebugNoted", 1)
                .add(WITH_WAREHOUSE)
                .add(WITH_UNIT)
                .add(EventSplitter.drop(EventSchema.of("DebugNoted", 1)));
    }

    @Test
    void oldEventsAreReadAsCurrentOnes() {
        byte[] bytes = "{\"sku\":\"a\"}".getBytes(StandardCharsets.UTF_8);
        List<Object> read = new ArrayList<>();

        EventRegistry<ObjectNode> registry = inventoryEvents().build();
        UpcasterChain<byte[], ObjectNode> chain = registry.chain(JsonCodec.bytes(mapper));
        JsonReader<Object> reader = JsonReader.of(mapper, Map.of("InventoryItemCreated", ItemCreated.class));

        chain.read(StoredEvent.of("InventoryItemCreated", 1, bytes).at("item-7", 1), reader, read::add);

        assertThat(read).containsExactly(new ItemCreated("a", "default", "system", "piece"));
    }

    @Test
    void theGateIsABuildCheck(@TempDir Path folder) throws Exception {
        EventRegistry<ObjectNode> running = EventRegistry.builder(ObjectNode.class)
                .event("InventoryItemCreated", 1)
                .event("StockAdjusted", 1)
                .build();
        Path released = folder.resolve("1.3.0.json");
        Files.writeString(released, running.snapshot("inventory-service").toJson());

        EventRegistry<ObjectNode> registry = EventRegistry.builder(ObjectNode.class)
                .event("InventoryItemCreated", 1, 2)
                .event("StockAdjusted", 1)
                .add(WITH_WAREHOUSE)
                .add(WITH_WAREHOUSE.lossyInverse()) // a warehouse that isn't "default" is lost until the pin goes
                .appends(CREATED)
                .build();
        assertThatRegistry(registry).runsBeside(released);

        UpcasterChain<String, ObjectNode> chain = registry.chain(JsonCodec.text(mapper));
        StoredEvent<String> made = StoredEvent.of(
                "InventoryItemCreated", 2, "{\"sku\":\"a\",\"warehouseId\":\"north\",\"createdBy\":\"ann\"}");
        assertThat(chain.forAppend(made)).isEqualTo(StoredEvent.of("InventoryItemCreated", 1, "{\"sku\":\"a\"}"));
    }

    @Test
    void everyReleasedVersionLoads() throws Exception {
        UpcasterChain<String, ObjectNode> chain = inventoryEvents().build().chain(JsonCodec.text(mapper));

        assertThatChain(chain)
                .upcasts("InventoryItemCreated", 1, "{\"sku\":\"a\"}")
                .to("{\"sku\":\"a\",\"warehouseId\":\"default\",\"createdBy\":\"system\",\"unit\":\"piece\"}");
        assertThatChain(chain).loadsEveryVersionIn(Path.of("src/test/resources/inventory-events"));
    }

    @Test
    void aSplitNamesWhatItMakes() {
        var registry = EventRegistry.builder(ObjectNode.class)
                .event("ItemReceived", 1)
                .event("ItemCounted", 1)
                .event("ItemShelved", 1)
                .add(new Received())
                .build();

        assertThatChain(registry.chain(JsonCodec.text(mapper)))
                .upcasts("ItemReceived", 1, "{\"n\":3,\"shelf\":\"b2\"}")
                .toEvents(List.of(
                        EventPart.of(EventSchema.of("ItemCounted", 1), "{\"n\":3}"),
                        EventPart.of(EventSchema.of("ItemShelved", 1), "{\"shelf\":\"b2\"}")));
    }

    @Test
    void whatCantBeReadIsSetAside() {
        List<StoredEvent<byte[]>> setAside = new ArrayList<>();

        UpcasterChain<byte[], ObjectNode> chain = inventoryEvents()
                .on(EventProblem.UNKNOWN_TYPE, EventAction.PASS_THROUGH)
                .on(EventProblem.FAILED, EventAction.QUARANTINE)
                .build()
                .chain(JsonCodec.bytes(mapper), (event, reason) -> setAside.add(event));

        assertThat(chain.upcast(StoredEvent.of("InventoryItemCreated", 1, new byte[] {'['})))
                .isEmpty();
        assertThat(setAside).hasSize(1);
    }

    @Test
    void aCensusSaysWhatCanGo() {
        EventRegistry<ObjectNode> registry = inventoryEvents().build();
        CensusTally tally = CensusTally.of(registry);

        tally.add("InventoryItemCreated", StoredEvent.version("2"));
        tally.add("InventoryItemCreated", StoredEvent.version(3));
        tally.add("StockAdjusted", StoredEvent.version(null)); // has none: the default, 1

        assertThat(tally.all().deletable(registry)).containsExactly(EventSchema.of("DebugNoted", 1), CREATED);
    }

    @Test
    void aJsonSchemaIsADefinition() throws Exception {
        String schema = "{\"required\":[\"delta\"],\"properties\":{\"delta\":{\"type\":\"integer\"}}}";
        EventRegistry<ObjectNode> registry = inventoryEvents()
                .define(JsonSchemas.definition(ADJUSTED, schema))
                .build();

        assertThat(registry.check(ADJUSTED, (ObjectNode) mapper.readTree("{\"delta\":\"many\"}")))
                .containsExactly("/delta breaks type");
    }

    record ItemCreated(String sku, String warehouseId, String createdBy, String unit) {}

    private static final class Received implements EventSplitter<ObjectNode> {
        @Override
        public EventSchema from() {
            return EventSchema.of("ItemReceived", 1);
        }

        @Override
        public Set<EventSchema> to() {
            return Set.of(EventSchema.of("ItemCounted", 1), EventSchema.of("ItemShelved", 1));
        }

        @Override
        public List<EventPart<ObjectNode>> split(ObjectNode payload, EventContext context) {
            ObjectNode shelved = mapper.createObjectNode().set("shelf", payload.remove("shelf"));
            return List.of(
                    EventPart.of(EventSchema.of("ItemCounted", 1), payload),
                    EventPart.of(EventSchema.of("ItemShelved", 1), shelved));
        }
    }
}
