package io.upshift.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamUpcasterTest {
    private static final StreamKey<String> WAREHOUSE = StreamKey.of("warehouse", String.class);

    @Test
    void anEventGetsWhatAnEarlierOneOfItsStreamToldAlsoWhenThatOneIsCurrent() {
        var stream = chain().stream("item-1");

        assertThat(stream.upcast(at(1, "Opened", 2, Map.of("warehouse", "north"))))
                .extracting(StoredEvent::payload)
                .containsExactly(Map.of("warehouse", "north"));
        assertThat(stream.upcast(at(2, "Counted", 1, Map.of("n", 5))).get(0).payload())
                .isEqualTo(Map.of("n", 5, "warehouse", "north"));
        stream.upcast(at(3, "Opened", 1, Map.of("place", "south")));
        assertThat(stream.upcast(at(4, "Counted", 1, Map.of("n", 6))).get(0).payload())
                .as("the newest that was told, by an event that was upcast")
                .isEqualTo(Map.of("n", 6, "warehouse", "south"));
    }

    @Test
    void streamsDontSeeEachOther() {
        var chain = chain();
        chain.stream("item-1").upcast(at(1, "Opened", 2, Map.of("warehouse", "north")));

        assertThat(chain.stream("item-1")
                        .upcast(at(2, "Counted", 1, Map.of("n", 5)))
                        .get(0)
                        .payload())
                .isEqualTo(Map.of("n", 5, "warehouse", "unknown"));
    }

    @Test
    void anEventThatNeedsItsStreamIsNotReadWithoutIt() {
        assertThatThrownBy(() -> chain().upcast(at(2, "Counted", 1, Map.of())))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("Counted v1, stream item-1, position 2 needs what came before it")
                .hasMessageContaining("chain.stream(...)");
        assertThat(chain().upcast(at(2, "Opened", 1, Map.of("place", "south")))).hasSize(1);
    }

    @Test
    void aStreamIsReadInOrderAndAlone() {
        var stream = chain().stream("item-1");
        stream.upcast(at(5, "Opened", 2, Map.of("warehouse", "north")));

        assertThatThrownBy(() -> stream.upcast(at(5, "Opened", 2, Map.of())))
                .isInstanceOf(EventException.class)
                .hasMessageContaining("doesn't come after position 5");
        assertThatThrownBy(() -> stream.upcast(at(4, "Opened", 2, Map.of()))).hasMessageContaining("after position 5");
        assertThatThrownBy(() -> stream.upcast(at(6, "Opened", 2, Map.of()).at("item-2", 6)))
                .hasMessageContaining("is given to the reader of stream item-1");
        assertThatThrownBy(() -> stream.upcast(
                        StoredEvent.of("Opened", 2, Map.<String, Object>of()).at("item-1", -1)))
                .hasMessageContaining("doesn't come after");
    }

    @Test
    void whatIsNeededAndNeverRememberedIsRefusedWhenTheRegistryIsBuilt() {
        assertThatThrownBy(() -> EventRegistry.ofMaps()
                        .event("Counted", 1, 2)
                        .add(new WithWarehouse())
                        .build())
                .hasMessageContaining("needs 'warehouse', which no event is remembered for; there are none");
        assertThatThrownBy(() -> EventRegistry.ofMaps()
                        .event("Opened", 1)
                        .remember(WAREHOUSE, "Opened", payload -> null)
                        .remember(StreamKey.of("warehouse", Integer.class), "Opened", payload -> null)
                        .remember(StreamKey.of("other", String.class), "Closed", payload -> null)
                        .build())
                .hasMessageContaining("'warehouse' is remembered as java.lang.String and as java.lang.Integer")
                .hasMessageContaining("'other' is remembered from Closed, which has no current version");
    }

    private static UpcasterChain<Map<String, Object>, Map<String, Object>> chain() {
        return Items.chain(EventRegistry.ofMaps()
                .event("Opened", 1, 2)
                .event("Counted", 1, 2)
                .add(FieldChanges.ofMaps(EventSchema.of("Opened", 1)).rename("place", "warehouse"))
                .add(new WithWarehouse())
                .remember(WAREHOUSE, "Opened", payload -> (String) payload.get("warehouse")));
    }

    private static StoredEvent<Map<String, Object>> at(
            long position, String type, int version, Map<String, Object> payload) {
        return StoredEvent.of(type, version, payload).at("item-1", position);
    }

    private static final class WithWarehouse implements EventUpcaster<Map<String, Object>> {
        @Override
        public EventSchema from() {
            return EventSchema.of("Counted", 1);
        }

        @Override
        public EventSchema to() {
            return EventSchema.of("Counted", 2);
        }

        @Override
        public Set<StreamKey<?>> needs() {
            return Set.of(WAREHOUSE);
        }

        @Override
        public Map<String, Object> upcast(Map<String, Object> payload, EventContext context) {
            payload.put("warehouse", context.remembered(WAREHOUSE).orElse("unknown"));
            return payload;
        }
    }
}
