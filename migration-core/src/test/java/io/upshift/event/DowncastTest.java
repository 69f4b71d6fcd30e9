package io.upshift.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DowncastTest {
    private final FieldChanges<Map<String, Object>> toV2 =
            FieldChanges.ofMaps(Items.V1).rename("qty", "quantity").move("zip", "address.zip");
    private final FieldChanges<Map<String, Object>> toV3 =
            FieldChanges.ofMaps(Items.V2).add("warehouse", "main").remove("legacy", "none");

    @Test
    void newPodsAppendTheOldVersionUntilTheGateOpens() {
        AtomicBoolean open = new AtomicBoolean();
        var chain = Items.chain(registry().appends(Items.V1, open::get));
        StoredEvent<Map<String, Object>> made =
                Items.event(Items.V3, "quantity", 3, "warehouse", "north", "address", Map.of("zip", "12345"));

        assertThat(chain.forAppend(made)).isEqualTo(Items.event(Items.V1, "qty", 3, "zip", "12345", "legacy", "none"));
        open.set(true);
        assertThat(chain.forAppend(made)).isSameAs(made);
        assertThat(made.payload()).containsEntry("warehouse", "north");
    }

    @Test
    void onlyTheCurrentVersionIsAppended() {
        var chain = Items.chain(registry().appends(Items.V2));

        assertThatThrownBy(() -> chain.forAppend(Items.event(Items.V1)))
                .isInstanceOf(EventException.class)
                .hasMessageContaining("only the current version is appended");
        assertThat(chain.forAppend(Items.event(Items.V3, "warehouse", "n")).version())
                .isEqualTo(2);
    }

    @Test
    void aWayDownThatIsNotThereIsNamed() {
        var chain = Items.chain(Items.threeVersions());

        assertThatThrownBy(() -> chain.downcast(Items.event(Items.V3), Items.V1))
                .isInstanceOf(EventException.class)
                .hasMessageContaining(
                        "ItemCreated v3, stream item-1, position 17: no downcasters lead to ItemCreated v1");
        assertThatThrownBy(() -> Items.threeVersions().appends(Items.V1).build())
                .hasMessageContaining("ItemCreated v1 is appended, and no downcaster leads from ItemCreated v3");
        assertThatThrownBy(() -> Items.threeVersions()
                        .appends(EventSchema.of("ItemCreated", 9))
                        .build())
                .hasMessageContaining("ItemCreated v9 is appended, which is unknown");
    }

    @Test
    void aPairThatLosesSomethingIsRefusedUnlessThatIsSaid() {
        assertThatThrownBy(() -> EventRegistry.ofMaps()
                        .event("ItemCreated", 2, 3)
                        .add(toV3)
                        .add(toV3.inverse())
                        .build())
                .hasMessageContaining("the inverse of field changes from ItemCreated v2 to ItemCreated v3")
                .hasMessageContaining("loses warehouse when it isn't \"main\"")
                .hasMessageContaining("say that you accept it");
        assertThat(EventRegistry.ofMaps()
                        .event("ItemCreated", 2, 3)
                        .add(toV3)
                        .add(toV3.lossyInverse())
                        .build()
                        .catalogue())
                .contains("| ItemCreated v2, loses warehouse when it isn't \"main\" |");
        assertThat(EventDowncaster.<Map<String, Object>>lossy(Items.V3, Items.V2, "the colour", map -> map)
                        .lossAccepted())
                .isTrue();
    }

    @Test
    void whatCantBeTakenBackAndWhatHasNoCounterpartIsRefused() {
        FieldChanges<Map<String, Object>> oneWay = FieldChanges.ofMaps(Items.V1)
                .remove("old")
                .convert("n", FieldConversion.oneWay("hashed", FieldType.TEXT, Object::toString));

        assertThatThrownBy(() -> EventRegistry.ofMaps()
                        .event("ItemCreated", 1, 2)
                        .add(oneWay)
                        .add(oneWay.inverse())
                        .build())
                .hasMessageContaining("can't take back that it removes `old`")
                .hasMessageContaining("can't take back that it converts `n`: hashed");
        assertThatThrownBy(() -> EventRegistry.ofMaps()
                        .event("ItemCreated", 1, 2, 3)
                        .add(Items.marks(Items.V1))
                        .add(Items.marks(Items.V2))
                        .add(EventDowncaster.of(Items.V3, Items.V1, map -> map))
                        .build())
                .hasMessageContaining("has no counterpart: no upcaster leads from ItemCreated v1 to ItemCreated v3");
        assertThatThrownBy(() -> EventRegistry.ofMaps()
                        .event("ItemCreated", 1, 2)
                        .add(Items.marks(Items.V1))
                        .add(EventDowncaster.of(Items.V1, Items.V2, map -> map))
                        .build())
                .hasMessageContaining("leads from ItemCreated v1 to ItemCreated v2, which isn't older");
    }

    @Test
    void aDowncasterThatFailsIsNamedWithoutThePayload() {
        var chain = Items.chain(EventRegistry.ofMaps()
                .event("ItemCreated", 1, 2)
                .add(Items.marks(Items.V1))
                .add(EventDowncaster.of(Items.V2, Items.V1, map -> {
                    throw new IllegalStateException(map.toString());
                })));

        assertThatThrownBy(() -> chain.downcast(Items.event(Items.V2, "card", "4111"), Items.V1))
                .isInstanceOf(EventException.class)
                .hasMessageContaining("can't be downcast to ItemCreated v1: java.lang.IllegalStateException")
                .message()
                .doesNotContain("4111");
    }

    private EventRegistryBuilder<Map<String, Object>> registry() {
        return EventRegistry.ofMaps()
                .event("ItemCreated", 1, 2, 3)
                .add(toV2)
                .add(toV3)
                .add(toV2.inverse())
                .add(toV3.lossyInverse());
    }
}
