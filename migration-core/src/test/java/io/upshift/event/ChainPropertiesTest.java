package io.upshift.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every chain, tried on many. */
class ChainPropertiesTest {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

    @Property(tries = 300)
    void aChainDoesWhatItsStepsDoOneByOne(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 30) int steps,
            @ForAll("payloads") Map<String, Object> payload) {
        Random random = new Random(seed);
        List<EventUpcaster<Map<String, Object>>> upcasters = new ArrayList<>();
        EventSchema at = EventSchema.of("T", 1);
        for (int step = 0; step < steps; step++) {
            EventSchema to = random.nextInt(4) == 0
                    ? EventSchema.of("T" + step, 1 + random.nextInt(3))
                    : EventSchema.of(at.type(), at.version() + 1 + random.nextInt(3));
            upcasters.add(step(random, at, to));
            at = to;
        }
        List<EventUpcaster<Map<String, Object>>> declared = new ArrayList<>(upcasters);
        Collections.shuffle(declared, random);
        EventRegistryBuilder<Map<String, Object>> registry = EventRegistry.ofMaps();
        declare(registry, upcasters);
        declared.forEach(registry::add);
        var chain = Items.chain(registry);

        for (int start = 0; start < steps; start++) {
            Map<String, Object> expected = MapCodec.INSTANCE.decode(payload);
            for (EventUpcaster<Map<String, Object>> upcaster : upcasters.subList(start, steps)) {
                expected = apply(upcaster, expected);
            }
            EventSchema from = upcasters.get(start).from();
            StoredEvent<Map<String, Object>> stored = StoredEvent.of(from.type(), from.version(), payload);

            assertThat(chain.upcast(stored)).containsExactly(StoredEvent.of(at.type(), at.version(), expected));
        }
    }

    @Property(tries = 500)
    void whatIsTakenBackIsWhatItWasUnlessItIsSaidToBeLost(
            @ForAll long seed, @ForAll("payloads") Map<String, Object> payload) {
        Random random = new Random(seed);
        FieldChanges<Map<String, Object>> changes = FieldChanges.ofMaps(Items.V1);
        List<String> free = new ArrayList<>(NAMES);
        Collections.shuffle(free, random);
        changes = changes.rename(free.get(0), "x").move(free.get(1), "y.z").convert(free.get(2), negated());
        EventContext context = EventContext.of(Items.event(Items.V1));
        EventDowncaster<Map<String, Object>> back = changes.inverse();

        Map<String, Object> up = changes.upcast(MapCodec.INSTANCE.decode(payload), context);
        Map<String, Object> down = downcast(back, MapCodec.INSTANCE.decode(up), context);

        assertThat(back.loses()).isEmpty();
        assertThat(down).isEqualTo(payload);
        assertThat(changes.upcast(down, context)).isEqualTo(up);
    }

    @Property(tries = 200)
    void aReaderReadsItsOwnShapeAndOneWithMoreOptionalFields(@ForAll long seed) {
        Random random = new Random(seed);
        EventShape shape = EventShape.empty();
        for (String name : NAMES) {
            FieldType type = List.of(FieldType.values()).get(random.nextInt(FieldType.values().length));
            shape = random.nextBoolean() ? shape.require(name, type) : shape.allow(name, type);
        }

        assertThat(shape.cannotRead(shape)).isEmpty();
        assertThat(shape.close().cannotRead(shape)).isEmpty();
        EventShape wider = shape.allow("more", FieldType.TEXT);
        assertThat(shape.cannotRead(wider)).isEmpty();
        assertThat(wider.cannotRead(shape)).isEmpty();
        assertThat(shape.close().cannotRead(wider)).isNotEmpty();
        assertThat(EventSnapshot.fromJson(snapshot(shape).toJson())).isEqualTo(snapshot(shape));
    }

    @Provide
    Arbitrary<Map<String, Object>> payloads() {
        return Arbitraries.maps(
                Arbitraries.of(NAMES), Arbitraries.integers().between(-9, 9).map(n -> (Object) n));
    }

    private static EventSnapshot snapshot(EventShape shape) {
        return EventRegistry.ofMaps()
                .event("T", 1)
                .define(EventDefinition.of(EventSchema.of("T", 1), shape))
                .build()
                .snapshot("service");
    }

    private static void declare(
            EventRegistryBuilder<Map<String, Object>> registry, List<EventUpcaster<Map<String, Object>>> upcasters) {
        Map<String, List<Integer>> versions = new HashMap<>();
        for (EventUpcaster<Map<String, Object>> upcaster : upcasters) {
            for (EventSchema schema : List.of(upcaster.from(), upcaster.to())) {
                List<Integer> known = versions.computeIfAbsent(schema.type(), type -> new ArrayList<>());
                if (!known.contains(schema.version())) {
                    known.add(schema.version());
                }
            }
        }
        versions.forEach((type, all) ->
                registry.event(type, all.stream().mapToInt(Integer::intValue).toArray()));
    }

    private static EventUpcaster<Map<String, Object>> step(Random random, EventSchema from, EventSchema to) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        int number = random.nextInt(100);
        return switch (random.nextInt(3)) {
            case 0 -> FieldChanges.ofMaps(from).add(name, number).to(to);
            case 1 -> FieldChanges.ofMaps(from).remove(name).to(to);
            default ->
                EventUpcaster.of(from, to, payload -> {
                    payload.put(name, number);
                    return payload;
                });
        };
    }

    private static Map<String, Object> apply(EventUpcaster<Map<String, Object>> upcaster, Map<String, Object> payload) {
        try {
            return upcaster.upcast(payload, EventContext.of(Items.event(Items.V1)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> downcast(
            EventDowncaster<Map<String, Object>> downcaster, Map<String, Object> payload, EventContext context) {
        try {
            return downcaster.downcast(payload, context);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static FieldConversion negated() {
        return FieldConversion.of("negated", FieldType.INTEGER, n -> -(Integer) n, n -> -(Integer) n);
    }
}
