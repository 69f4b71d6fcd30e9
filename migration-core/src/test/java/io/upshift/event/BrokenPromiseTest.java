package io.upshift.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a transition promised when it was declared is checked on every event. */
class BrokenPromiseTest {
    private static final String SECRET = "4111-1111-1111-1111";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void anUpcasterThatBreaksItsPromiseIsNamedAndThePayloadIsNot(
            String what, UnaryOperator<EventRegistryBuilder<Map<String, Object>>> broken, String says) {
        var chain = Items.chain(broken.apply(
                EventRegistry.ofMaps().event("A", 1).event("B", 1, 2).add(Items.marks(b(1)))));

        EventException failure = failure(chain, Items.event(a(), "card", SECRET));

        assertThat(failure.problem()).isEqualTo(EventProblem.FAILED);
        assertThat(failure)
                .hasMessageContaining("A v1, stream item-1, position 17")
                .hasMessageContaining("BrokenPromiseTest.java:")
                .hasMessageContaining(says);
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(SECRET);
    }

    static Stream<Arguments> anUpcasterThatBreaksItsPromiseIsNamedAndThePayloadIsNot() {
        return Stream.of(
                broken(
                        "throws",
                        registry -> registry.add(upcaster(payload -> {
                            throw new IllegalStateException(payload.toString(), new RuntimeException(SECRET));
                        })),
                        "threw java.lang.IllegalStateException"),
                broken(
                        "reads a number where none is",
                        registry -> registry.add(upcaster(
                                payload -> Map.of("n", Integer.parseInt(String.valueOf(payload.get("card")))))),
                        "threw java.lang.NumberFormatException"),
                broken(
                        "returns null",
                        registry -> registry.add(upcaster(BrokenPromiseTest::nothing)),
                        "returned null instead of B v1"),
                broken(
                        "returns another class",
                        registry -> registry.add(polluting()),
                        "returned a java.lang.String instead of a java.util.Map"),
                broken(
                        "returns another version",
                        registry -> registry.describedBy(
                                        payload -> payload.get("v") instanceof Integer version ? b(version) : null)
                                .add(upcaster(payload -> Map.of("v", 2))),
                        "promised B v1 and returned a payload that says it is another type or version"),
                broken(
                        "splits into something else",
                        registry -> registry.add(
                                new Splits(a(), Set.of(b(1)), 2, payload -> List.of(EventPart.of(b(2), payload)))),
                        "returned B v2, and promised B v1"),
                broken(
                        "splits into more",
                        registry -> registry.add(new Splits(
                                a(),
                                Set.of(b(1)),
                                1,
                                payload -> List.of(EventPart.of(b(1), payload), EventPart.of(b(1), payload)))),
                        "returned 2 parts, and promised 1 at most"),
                broken(
                        "splits into null",
                        registry -> registry.add(new Splits(a(), Set.of(b(1)), 2, BrokenPromiseTest::nothing)),
                        "returned null; to drop an event, return no parts"),
                broken(
                        "splits into nulls",
                        registry -> registry.add(new Splits(
                                a(),
                                Set.of(b(1)),
                                2,
                                payload -> Arrays.asList(EventPart.of(b(1), payload), nothing(payload)))),
                        "returned null, and promised B v1"));
    }

    @Test
    void whatASplitHasMadeIsNotSplitAgain() {
        var chain = Items.chain(EventRegistry.ofMaps()
                .event("A", 1)
                .event("B", 1)
                .add(new Splits(a(), Set.of(b(1)), 2, payload -> List.of(EventPart.of(b(1), payload)))));
        StoredEvent<Map<String, Object>> part = new StoredEvent<>("A", 1, "item-1", 17, 1, Map.of(), Map.of());

        assertThat(failure(chain, part)).hasMessageContaining("would split what a split has made");
    }

    private static EventException failure(
            UpcasterChain<Map<String, Object>, Map<String, Object>> chain, StoredEvent<Map<String, Object>> event) {
        return catchThrowableOfType(EventException.class, () -> chain.upcast(event));
    }

    private static Arguments broken(
            String what, UnaryOperator<EventRegistryBuilder<Map<String, Object>>> registry, String says) {
        return Arguments.of(what, registry, says);
    }

    private static EventUpcaster<Map<String, Object>> upcaster(UnaryOperator<Map<String, Object>> function) {
        return EventUpcaster.of(a(), b(1), function);
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // breaks its promise
    private static <T> T nothing(@Nullable Object payload) {
        return null;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // breaks its promise
    private static EventUpcaster<Map<String, Object>> polluting() {
        UnaryOperator function = payload -> "a text";
        return EventUpcaster.of(a(), b(1), function);
    }

    private static EventSchema a() {
        return EventSchema.of("A", 1);
    }

    private static EventSchema b(int version) {
        return EventSchema.of("B", version);
    }
}
