package io.upshift.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UpcasterChainTest {
    private static final EventSchema BOUGHT = EventSchema.of("Bought", 1);
    private static final EventSchema PAID = EventSchema.of("Paid", 1);
    private static final EventSchema SHIPPED = EventSchema.of("Shipped", 1);

    @Test
    void anOldEventPassesEveryVersionToTheCurrentOne() {
        var chain = Items.chain(Items.threeVersions());
        StoredEvent<Map<String, Object>> stored = Items.event(Items.V1, "sku", "a");

        List<StoredEvent<Map<String, Object>>> current = chain.upcast(stored);

        assertThat(current).containsExactly(Items.event(Items.V3, "sku", "a", "way", "ItemCreated v2, ItemCreated v3"));
        assertThat(stored.payload()).as("what is stored stays").isEqualTo(Map.of("sku", "a"));
    }

    @Test
    void aCurrentEventComesOutAsTheSameObjectAndIsNeverDecoded() {
        Counting codec = new Counting();
        var chain = Items.threeVersions().build().chain(codec);
        StoredEvent<Map<String, Object>> stored = Items.event(Items.V3);

        assertThat(chain.upcast(stored).get(0)).isSameAs(stored);
        assertThat(codec.decoded).hasValue(0);
        assertThat(chain.isCurrent("ItemCreated", 3)).isTrue();
        assertThat(chain.isCurrent("ItemCreated", 2)).isFalse();
        assertThat(chain.isCurrent("Unheard", 1)).isFalse();
    }

    @Test
    void manyStepsDecodeOnceAndEncodeOnce() {
        Counting codec = new Counting();
        var chain = Items.threeVersions().build().chain(codec);

        chain.upcast(Items.event(Items.V1));

        assertThat(codec.decoded).hasValue(1);
        assertThat(codec.encoded).hasValue(1);
    }

    @Test
    void anEventWithoutAVersionHasTheDefaultOne() {
        assertThat(Items.chain(Items.threeVersions())
                        .upcast(Items.event("ItemCreated", StoredEvent.NO_VERSION))
                        .get(0))
                .isEqualTo(Items.event(Items.V3, "way", "ItemCreated v2, ItemCreated v3"));
        assertThat(Items.chain(Items.threeVersions().defaultVersion(3))
                        .upcast(Items.event("ItemCreated", StoredEvent.NO_VERSION))
                        .get(0))
                .isEqualTo(Items.event(Items.V3));
    }

    @Test
    void aTypeIsReadUnderItsNewNameFromThereOn() {
        var chain = Items.chain(Items.threeVersions()
                .event("ItemAdded", 1, 2)
                .add(Items.marks(EventSchema.of("ItemAdded", 1)))
                .add(EventUpcaster.rename(EventSchema.of("ItemAdded", 2), Items.V3)));

        assertThat(chain.upcast(Items.event("ItemAdded", 1)))
                .containsExactly(Items.event(Items.V3, "way", "ItemAdded v2"));
    }

    @Test
    void aSplitKeepsThePositionAndNumbersItsPartsAlsoThroughFurtherSplits() {
        EventSchema partial = EventSchema.of("PartlyShipped", 1);
        var chain = Items.chain(EventRegistry.ofMaps()
                .event("Bought", 1)
                .event("Paid", 1)
                .event("Shipped", 1, 2)
                .event("PartlyShipped", 1)
                .add(new Splits(
                        BOUGHT,
                        Set.of(PAID, SHIPPED),
                        3,
                        payload -> List.of(part(SHIPPED, "n", 1), part(PAID, "n", 2), part(SHIPPED, "n", 3))))
                .add(Items.marks(SHIPPED))
                .add(new Splits(
                        SHIPPED.next(),
                        Set.of(partial),
                        2,
                        payload -> List.of(
                                part(partial, "of", String.valueOf(payload.get("n"))), part(partial, "of", 0)))));

        assertThat(chain.upcast(Items.event(BOUGHT)))
                .extracting(event -> event.type() + " " + event.position() + "." + event.part() + " " + event.payload())
                .containsExactly(
                        "PartlyShipped 17.0 {of=1}",
                        "PartlyShipped 17.1 {of=0}",
                        "Paid 17.2 {n=2}",
                        "PartlyShipped 17.3 {of=3}",
                        "PartlyShipped 17.4 {of=0}");
    }

    @Test
    void anEventIsDroppedAlwaysOrWhenItsPayloadSaysSo() {
        var chain = Items.chain(EventRegistry.ofMaps()
                .event("Noise", 1)
                .event("Bought", 1)
                .event("Paid", 1)
                .add(EventSplitter.drop(EventSchema.of("Noise", 1)))
                .add(new Splits(
                        BOUGHT,
                        Set.of(PAID),
                        1,
                        payload -> payload.containsKey("test") ? List.of() : List.of(EventPart.of(PAID, payload)))));

        assertThat(chain.upcast(Items.event("Noise", 1))).isEmpty();
        assertThat(chain.upcast(Items.event(BOUGHT, "test", true))).isEmpty();
        assertThat(chain.upcast(Items.event(BOUGHT, "n", 1))).containsExactly(Items.event(PAID, "n", 1));
    }

    @Test
    void metadataChangesInTheResultAndNotInWhatIsStored() {
        var chain = Items.chain(EventRegistry.ofMaps().event("A", 1, 2).add(new Rewriting()));
        StoredEvent<Map<String, Object>> stored = Items.event("A", 1).metadata(Map.of("user", "ann", "trace", "t"));

        assertThat(chain.upcast(stored).get(0).metadata()).isEqualTo(Map.of("by", "ann", "trace", "t"));
        assertThat(stored.metadata()).containsKey("user");
    }

    @Test
    void theServicesOwnReaderGetsWhatIsStoredOrWhatWasUpcast() {
        var chain = Items.chain(Items.threeVersions());
        List<String> read = new ArrayList<>();

        chain.read(Items.event(Items.V1), new Telling(), read::add);
        chain.read(Items.event(Items.V3), new Telling(), read::add);

        assertThat(read).containsExactly("upcast ItemCreated v3", "stored ItemCreated v3");
    }

    @Test
    void whatTheTakerThrowsIsItsOwnAffair() {
        var chain = Items.chain(Items.threeVersions());

        for (EventSchema schema : List.of(Items.V1, Items.V3)) {
            assertThatThrownBy(() -> chain.upcast(Items.event(schema), event -> {
                        throw new IllegalStateException("the taker is full");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the taker is full");
        }
    }

    @Test
    void manyThreadsShareOneChain() throws Exception {
        var chain = Items.chain(Items.threeVersions());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> calls = IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(thread -> () -> IntStream.range(0, 5_000)
                            .allMatch(n -> chain.upcast(Items.event(Items.V1, "n", thread * 10_000 + n))
                                    .equals(List.of(Items.event(
                                            Items.V3,
                                            "n",
                                            thread * 10_000 + n,
                                            "way",
                                            "ItemCreated v2, ItemCreated v3")))))
                    .toList();

            for (var done : threads.invokeAll(calls)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static EventPart<Map<String, Object>> part(EventSchema schema, String name, Object value) {
        return EventPart.of(schema, new HashMap<>(Map.of(name, value)));
    }

    private static final class Rewriting implements EventUpcaster<Map<String, Object>> {
        @Override
        public EventSchema from() {
            return EventSchema.of("A", 1);
        }

        @Override
        public EventSchema to() {
            return EventSchema.of("A", 2);
        }

        @Override
        public Map<String, Object> upcast(Map<String, Object> payload, EventContext context) {
            context.metadata("by", context.metadata().get("user"));
            context.metadata("user", null);
            return payload;
        }
    }

    private static final class Telling implements EventReader<Map<String, Object>, Map<String, Object>, String> {
        @Override
        public String fromStored(StoredEvent<Map<String, Object>> event) {
            return "stored " + event.type() + " v" + event.version();
        }

        @Override
        public String fromUpcast(StoredEvent<Map<String, Object>> event) {
            return "upcast " + event.type() + " v" + event.version();
        }
    }

    private static final class Counting implements PayloadCodec<Map<String, Object>, Map<String, Object>> {
        private final AtomicInteger decoded = new AtomicInteger();
        private final AtomicInteger encoded = new AtomicInteger();

        @Override
        public Map<String, Object> decode(Map<String, Object> stored) {
            decoded.incrementAndGet();
            return new HashMap<>(stored);
        }

        @Override
        public Map<String, Object> encode(Map<String, Object> payload) {
            encoded.incrementAndGet();
            return payload;
        }
    }
}
