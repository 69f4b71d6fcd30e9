package io.upshift.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldChangesTest {

    @ParameterizedTest
    @MethodSource
    void eachChangeDoesWhatItSays(
            UnaryOperator<FieldChanges<Map<String, Object>>> change,
            Map<String, Object> before,
            Map<String, Object> after,
            String says) {
        FieldChanges<Map<String, Object>> changes = change.apply(FieldChanges.ofMaps(Items.V1));

        assertThat(changes.upcast(mutable(before), EventContext.of(Items.event(Items.V1))))
                .isEqualTo(after);
        assertThat(changes.describe()).containsExactly(says);
    }

    static Stream<Arguments> eachChangeDoesWhatItSays() {
        Map<String, Object> nulled = new HashMap<>();
        nulled.put("a", null);
        Map<String, Object> renamedNull = new HashMap<>();
        renamedNull.put("b", null);
        return Stream.of(
                change(c -> c.add("a", 1), Map.of(), Map.of("a", 1), "adds `a` as 1 when it is absent"),
                change(c -> c.add("a", 1), Map.of("a", 2), Map.of("a", 2), "adds `a` as 1 when it is absent"),
                change(c -> c.add("a", "x"), nulled, nulled, "adds `a` as \"x\" when it is absent"),
                change(
                        c -> c.add("a.b", List.of(1)),
                        Map.of(),
                        Map.of("a", Map.of("b", List.of(1))),
                        "adds `a.b` as [1] when it is absent"),
                change(c -> c.rename("a", "b"), Map.of("a", 1), Map.of("b", 1), "renames `a` to `b`"),
                change(c -> c.rename("a", "b"), nulled, renamedNull, "renames `a` to `b`"),
                change(c -> c.rename("a", "b"), Map.of("b", 1), Map.of("b", 1), "renames `a` to `b`"),
                change(
                        c -> c.rename("a.b", "c"),
                        Map.of("a", Map.of("b", 1)),
                        Map.of("a", Map.of("c", 1)),
                        "renames `a.b` to `c`"),
                change(c -> c.rename("a.b", "c"), Map.of(), Map.of(), "renames `a.b` to `c`"),
                change(c -> c.remove("a"), Map.of("a", 1, "b", 2), Map.of("b", 2), "removes `a`"),
                change(c -> c.remove("a.b"), Map.of("a", Map.of("b", 1)), Map.of(), "removes `a.b`"),
                change(
                        c -> c.move("a.b", "c.d"),
                        Map.of("a", Map.of("b", 1)),
                        Map.of("c", Map.of("d", 1)),
                        "moves `a.b` to `c.d`"),
                change(c -> c.move("a.b", "c"), Map.of("a", Map.of()), Map.of("a", Map.of()), "moves `a.b` to `c`"),
                change(
                        c -> c.convert("a", FieldConversion.textToNumber()),
                        Map.of("a", "1.50"),
                        Map.of("a", new BigDecimal("1.50")),
                        "converts `a`: text to number"),
                change(
                        c -> c.convert("a", FieldConversion.numberToText()),
                        Map.of("a", 7),
                        Map.of("a", "7"),
                        "converts `a`: number to text"),
                change(
                        c -> c.convert("a", FieldConversion.numberToText()),
                        nulled,
                        nulled,
                        "converts `a`: number to text"),
                change(c -> c.rename("/a.b", "c"), Map.of("a.b", 1), Map.of("c", 1), "renames `/a.b` to `c`"),
                change(
                        c -> c.remove("/a~1b/c~0"),
                        Map.of("a/b", Map.of("c~", 1, "d", 2)),
                        Map.of("a/b", Map.of("d", 2)),
                        "removes `/a~1b/c~0`"));
    }

    @Test
    void aFieldIsNeverOverwrittenAndAnObjectNeverGuessed() {
        assertThatThrownBy(() -> upcast(c -> c.rename("a", "b"), Map.of("a", 1, "b", 2)))
                .hasMessage("b is there already");
        assertThatThrownBy(() -> upcast(c -> c.move("a", "b.c"), Map.of("a", 1, "b", Map.of("c", 2))))
                .hasMessage("b.c is there already");
        assertThatThrownBy(() -> upcast(c -> c.add("a.b", 1), Map.of("a", "text")))
                .hasMessage("a in a.b isn't an object");
        assertThatThrownBy(() -> FieldChanges.ofMaps(Items.V1).add("a..b", 1))
                .hasMessageContaining("'a..b' is no field");
    }

    @Test
    void aListOrMapThatIsAddedIsNotSharedBetweenEvents() {
        FieldChanges<Map<String, Object>> changes =
                FieldChanges.ofMaps(Items.V1).add("tags", List.of("new"));
        Map<String, Object> first = changes.upcast(new HashMap<>(), EventContext.of(Items.event(Items.V1)));
        Map<String, Object> second = changes.upcast(new HashMap<>(), EventContext.of(Items.event(Items.V1)));

        assertThat(first).isEqualTo(second);
        assertThat(first.get("tags")).isNotSameAs(second.get("tags"));
    }

    @ParameterizedTest
    @MethodSource
    void changesThatContradictEachOtherAreRefused(
            UnaryOperator<FieldChanges<Map<String, Object>>> change, String says) {
        assertThatThrownBy(() -> EventRegistry.ofMaps()
                        .event("ItemCreated", 1, 2)
                        .add(change.apply(FieldChanges.ofMaps(Items.V1)))
                        .build())
                .hasMessageContaining("field changes from ItemCreated v1 to ItemCreated v2: it " + says);
    }

    static Stream<Arguments> changesThatContradictEachOtherAreRefused() {
        return Stream.of(
                wrong(c -> c.add("a", 1).add("a", 2), "adds `a` as 2 when it is absent, which an earlier change made"),
                wrong(c -> c.remove("a").rename("a", "b"), "renames `a` to `b`, which an earlier change took away"),
                wrong(
                        c -> c.remove("a").convert("a.b", FieldConversion.numberToText()),
                        "converts `a.b`: number to text, which an"),
                wrong(c -> c.add("b", 1).rename("a", "b"), "renames `a` to `b`, which an earlier change made"),
                wrong(c -> c.rename("a", "a"), "renames `a` to `a`, which is itself"),
                wrong(c -> c.move("a", "a.b"), "moves `a` to `a.b`, which is itself"));
    }

    @Test
    void theShapeOfTheNextVersionFollowsAndIsComparedWithTheOneThatIsGiven() {
        EventShape v1 = EventShape.empty().require("qty", FieldType.INTEGER).require("sku", FieldType.TEXT);
        FieldChanges<Map<String, Object>> changes = FieldChanges.ofMaps(Items.V1)
                .rename("qty", "quantity")
                .add("stock.warehouse", "main")
                .convert("sku", FieldConversion.textToNumber());
        EventRegistryBuilder<Map<String, Object>> registry = EventRegistry.ofMaps()
                .event("ItemCreated", 1, 2)
                .define(EventDefinition.of(Items.V1, v1))
                .add(changes);

        assertThat(registry.build().definition(Items.V2).orElseThrow().shape())
                .isEqualTo(EventShape.empty()
                        .require("quantity", FieldType.INTEGER)
                        .require("sku", FieldType.NUMBER)
                        .require("stock", EventShape.empty().require("warehouse", FieldType.TEXT)));
        assertThatThrownBy(() -> registry.define(
                                EventDefinition.of(Items.V2, EventShape.empty().require("amount", FieldType.INTEGER)))
                        .build())
                .hasMessageContaining("amount is required by the reader and never written");
    }

    @Test
    void aChangeToAFieldThatTheShapeHasNotIsRefused() {
        assertThatThrownBy(() -> EventRegistry.ofMaps()
                        .event("ItemCreated", 1, 2)
                        .define(EventDefinition.of(Items.V1, EventShape.empty().require("qty", FieldType.INTEGER)))
                        .add(FieldChanges.ofMaps(Items.V1).rename("quanttiy", "n"))
                        .build())
                .hasMessageContaining("renames `quanttiy` to `n`, and ItemCreated v1 has no such field");
    }

    private static Map<String, Object> upcast(
            UnaryOperator<FieldChanges<Map<String, Object>>> change, Map<String, Object> payload) {
        return change.apply(FieldChanges.ofMaps(Items.V1))
                .upcast(mutable(payload), EventContext.of(Items.event(Items.V1)));
    }

    private static Map<String, Object> mutable(Map<String, Object> payload) {
        return MapCodec.INSTANCE.decode(payload);
    }

    private static Arguments change(
            UnaryOperator<FieldChanges<Map<String, Object>>> change,
            Map<String, Object> before,
            Map<String, Object> after,
            String says) {
        return Arguments.of(change, before, after, says);
    }

    private static Arguments wrong(UnaryOperator<FieldChanges<Map<String, Object>>> change, String says) {
        return Arguments.of(change, says);
    }
}
