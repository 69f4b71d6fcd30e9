package io.upshift.event.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upshift.event.Compatibility;
import io.upshift.event.EventException;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventRegistryBuilder;
import io.upshift.event.EventSchema;
import io.upshift.event.EventUpcaster;
import io.upshift.event.FieldConversion;
import io.upshift.event.StoredEvent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonEventsTest {
    private static final EventSchema V1 = EventSchema.of("InventoryItemCreated", 1);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void bytesAndTextAreUpcast() {
        var registry = registry().build();

        assertThat(new String(
                        registry.chain(JsonCodec.bytes(MAPPER))
                                .upcast(StoredEvent.of(
                                        V1.type(), 1, "{\"qty\":3,\"zip\":\"12345\"}".getBytes(StandardCharsets.UTF_8)))
                                .get(0)
                                .payload(),
                        StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"warehouseId\":\"default\",\"quantity\":3,\"address\":{\"zip\":\"12345\"},\"seen\":true}");
        assertThat(registry.chain(JsonCodec.text(MAPPER))
                        .upcast(StoredEvent.of(V1.type(), 2, "{\"price\":null}"))
                        .get(0)
                        .payload())
                .isEqualTo("{\"price\":null,\"seen\":true}");
    }

    @Test
    void everyKindOfValueCanBeAddedAndConverted() throws Exception {
        var changes = JsonFields.changes(V1)
                .add("text", "a")
                .add("whole", 1)
                .add("large", 3_000_000_000L)
                .add("decimal", new BigDecimal("1.50"))
                .add("half", 0.5)
                .add("flag", true)
                .add("nothing", null)
                .add("list", List.of(1, "b"))
                .add("object", Map.of("in", List.of()))
                .convert("price", FieldConversion.textToNumber())
                .convert(
                        "tags",
                        FieldConversion.oneWay(
                                "count", io.upshift.event.FieldType.INTEGER, tags -> ((List<?>) tags).size()));
        var chain = EventRegistry.builder(ObjectNode.class)
                .event(V1.type(), 1, 2)
                .add(changes)
                .build()
                .chain(JsonCodec.text(MAPPER));

        String upcast = chain.upcast(StoredEvent.of(V1.type(), 1, "{\"price\":\"2.50\",\"tags\":[\"x\",{\"y\":1}]}"))
                .get(0)
                .payload();

        assertThat(MAPPER.readTree(upcast))
                .isEqualTo(MAPPER.readTree("{\"price\":2.50,\"tags\":2,\"text\":\"a\",\"whole\":1,\"large\":3000000000,"
                        + "\"decimal\":1.50,\"half\":0.5,\"flag\":true,\"nothing\":null,\"list\":[1,\"b\"],"
                        + "\"object\":{\"in\":[]}}"));
        assertThatThrownBy(() -> JsonFields.changes(V1).add("when", java.time.Instant.EPOCH))
                .hasMessageContaining("java.time.Instant is no plain value");
    }

    @Test
    void numbersKeepEveryDigit() {
        String numbers =
                "\"a\":12345678901234567890.1234567890,\"b\":1.50,\"c\":123456789012345678901234567890,\"d\":0.1";

        assertThat(registry()
                        .build()
                        .chain(JsonCodec.text(MAPPER))
                        .upcast(StoredEvent.of(V1.type(), 2, "{" + numbers + "}"))
                        .get(0)
                        .payload())
                .isEqualTo("{" + numbers + ",\"seen\":true}");
    }

    @Test
    void theServicesClassesAreReadFromBytesAndFromTrees() {
        var chain = registry().build().chain(JsonCodec.bytes(MAPPER));
        JsonReader<Record> reader = JsonReader.of(MAPPER, Map.of(V1.type(), Created.class));
        List<Record> read = new ArrayList<>();

        chain.read(StoredEvent.of(V1.type(), 1, bytes("{\"qty\":3}")), reader, read::add);
        chain.read(StoredEvent.of(V1.type(), 3, bytes("{\"quantity\":4,\"warehouseId\":\"n\"}")), reader, read::add);

        assertThat(read).containsExactly(new Created("default", 3, true), new Created("n", 4, false));
        assertThatThrownBy(() -> chain.read(
                        StoredEvent.of(V1.type(), 3, bytes("{\"quantity\":\"4111-1111\"}")), reader, read::add))
                .isInstanceOf(EventException.class)
                .hasMessageContaining("InventoryItemCreated v3 can't be read")
                .message()
                .doesNotContain("4111");
    }

    @Test
    void whatIsNoJsonObjectIsNamedByItsPlaceAlone() {
        var chain = registry().build().chain(JsonCodec.text(MAPPER));

        for (String payload : List.of("[4111]", "4111", "", "{\"card\":4111", "\"4111\"")) {
            assertThatThrownBy(() ->
                            chain.upcast(StoredEvent.of(V1.type(), 1, payload).at("item-1", 17)))
                    .isInstanceOf(EventException.class)
                    .hasMessageContaining("InventoryItemCreated v1, stream item-1, position 17 can't be decoded")
                    .message()
                    .doesNotContain("4111");
        }
    }

    @Test
    void aJsonSchemaChecksPayloadsAndDecidesCompatibility() throws Exception {
        String v1 = "{\"type\":\"object\",\"description\":\"An"
                + " item\",\"properties\":{\"qty\":{\"type\":\"integer\",\"minimum\":0}},\"required\":[\"qty\"]}";
        String v2 = "{\"type\":\"object\",\"properties\":{\"qty\":{\"type\":\"integer\",\"minimum\":0},"
                + "\"note\":{\"type\":[\"string\",\"null\"]}},\"required\":[\"qty\"]}";
        var registry = EventRegistry.builder(ObjectNode.class)
                .event(V1.type(), 1, 2)
                .define(JsonSchemas.definition(V1, v1))
                .define(JsonSchemas.definition(V1.next(), v2))
                .add(EventUpcaster.of(V1, tree -> tree))
                .build();

        assertThat(registry.check(V1, (ObjectNode) MAPPER.readTree("{\"qty\":4111}")))
                .isEmpty();
        assertThat(registry.check(V1, (ObjectNode) MAPPER.readTree("{\"qty\":-4111}")))
                .containsExactly("/qty breaks minimum");
        assertThat(registry.check(V1, (ObjectNode) MAPPER.readTree("{}")))
                .singleElement()
                .asString()
                .contains("breaks required of qty");
        assertThat(registry.definition(V1).orElseThrow().description()).isEqualTo("An item");
        assertThat(registry.incompatibilities(V1.type(), Compatibility.FULL_TRANSITIVE))
                .isEmpty();
    }

    @Test
    void whatASchemaSaysAndAShapeCantIsUndecidedUnlessBothSayTheSame() {
        String one = "{\"properties\":{\"qty\":{\"type\":\"integer\",\"minimum\":0}}}";
        String other = "{\"properties\":{\"qty\":{\"type\":\"integer\",\"minimum\":1}}}";

        assertThat(JsonSchemas.shape(one).cannotRead(JsonSchemas.shape(one))).isEmpty();
        assertThat(JsonSchemas.shape(one).cannotRead(JsonSchemas.shape(other)))
                .containsExactly(
                        "the reader's schema says qty: minimum 0, which can't be compared",
                        "the writer's schema says qty: minimum 1, which can't be compared");
        assertThatThrownBy(() -> JsonSchemas.definition(V1, "{"))
                .hasMessageContaining("The schema of InventoryItemCreated v1 isn't JSON");
        assertThatThrownBy(() -> JsonSchemas.definition(V1, "[]")).hasMessageContaining("isn't a JSON object");
    }

    private static EventRegistryBuilder<ObjectNode> registry() {
        return EventRegistry.builder(ObjectNode.class)
                .event(V1.type(), 1, 2, 3)
                .add(JsonFields.changes(V1)
                        .add("warehouseId", "default")
                        .rename("qty", "quantity")
                        .move("zip", "address.zip"))
                .add(EventUpcaster.of(V1.next(), tree -> tree.put("seen", true)));
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    record Created(String warehouseId, int quantity, boolean seen) {}
}
