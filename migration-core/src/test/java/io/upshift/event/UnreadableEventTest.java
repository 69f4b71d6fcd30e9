package io.upshift.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class UnreadableEventTest {
    private static final String SECRET = "4111-1111-1111-1111";

    @ParameterizedTest
    @MethodSource
    void anUnknownEventFailsWithItsPlaceAndWhatIsKnown(
            String type, int version, EventProblem problem, List<String> says) {
        var chain = Items.chain(Items.threeVersions());

        EventException failure = failure(chain, Items.event(type, version, "card", SECRET));

        assertThat(failure.problem()).isEqualTo(problem);
        assertThat(failure)
                .hasMessageContaining("stream item-1, position 17")
                .hasMessageContainingAll(says.toArray(String[]::new));
    }

    static Stream<Arguments> anUnknownEventFailsWithItsPlaceAndWhatIsKnown() {
        return Stream.of(
                Arguments.of("Unheard", 1, EventProblem.UNKNOWN_TYPE, List.of("Unheard v1", "there are ItemCreated")),
                Arguments.of(
                        "ItemCreated", 4, EventProblem.NEWER_VERSION, List.of("ItemCreated v4", "newer", "1, 2, 3")),
                Arguments.of(
                        "ItemCreated",
                        StoredEvent.BAD_VERSION,
                        EventProblem.BAD_VERSION,
                        List.of("ItemCreated whose version isn't a whole number from 1")),
                Arguments.of(
                        "ItemCreated",
                        Integer.MAX_VALUE,
                        EventProblem.NEWER_VERSION,
                        List.of("ItemCreated v2147483647")));
    }

    @Test
    void aVersionThatIsNotReleasedAnyMoreIsUnknown() {
        var chain =
                Items.chain(EventRegistry.ofMaps().event("ItemCreated", 2, 3).add(Items.marks(Items.V2)));

        assertThat(failure(chain, Items.event(Items.V1)))
                .hasMessageContaining("there is no such version; there are 2, 3")
                .extracting(EventException::problem)
                .isEqualTo(EventProblem.UNKNOWN_VERSION);
    }

    @Test
    void aStoredVersionIsAWholeNumberFromOneOrNoVersion() {
        assertThat(Arrays.asList(7, 7L, "7", " 7 ", new BigDecimal("7.0"), 7.0, "007"))
                .allSatisfy(stored -> assertThat(StoredEvent.version(stored)).isEqualTo(7));
        assertThat(Arrays.asList(null, "", "  "))
                .allSatisfy(stored -> assertThat(StoredEvent.version(stored)).isEqualTo(StoredEvent.NO_VERSION));
        assertThat(Arrays.asList(
                        0,
                        -1,
                        "0",
                        "x",
                        "1.5",
                        1.5,
                        "99999999999",
                        "1e999999999",
                        "NaN",
                        Double.NaN,
                        "9".repeat(50),
                        List.of(1)))
                .allSatisfy(stored -> assertThat(StoredEvent.version(stored)).isEqualTo(StoredEvent.BAD_VERSION));
    }

    @ParameterizedTest
    @EnumSource(
            value = EventProblem.class,
            names = {"UNKNOWN_TYPE", "NEWER_VERSION", "BAD_VERSION", "UNKNOWN_VERSION"})
    void itIsPassedThroughOrQuarantinedWhenThatIsSaid(EventProblem problem) {
        StoredEvent<Map<String, Object>> event = switch (problem) {
            case UNKNOWN_TYPE -> Items.event("Unheard", 1);
            case NEWER_VERSION -> Items.event("ItemCreated", 9);
            case BAD_VERSION -> Items.event("ItemCreated", StoredEvent.BAD_VERSION);
            default -> Items.event("ItemCreated", 1);
        };
        var registry = EventRegistry.ofMaps().event("ItemCreated", 2, 3).add(Items.marks(Items.V2));

        assertThat(Items.chain(registry.on(problem, EventAction.PASS_THROUGH)).upcast(event))
                .containsExactly(event);

        List<EventProblem> reasons = new ArrayList<>();
        List<StoredEvent<Map<String, Object>>> taken = new ArrayList<>();
        var quarantining = registry.on(problem, EventAction.QUARANTINE)
                .build()
                .chain(PayloadCodec.maps(), (StoredEvent<Map<String, Object>> stored, EventException reason) -> {
                    taken.add(stored);
                    reasons.add(reason.problem());
                });
        assertThat(quarantining.upcast(event)).isEmpty();
        assertThat(taken).containsExactly(event);
        assertThat(reasons).containsExactly(problem);
        assertThat(quarantining.upcast(Items.event(Items.V3)))
                .as("the reader goes on")
                .hasSize(1);
    }

    @Test
    void aFailedEventIsQuarantinedAsItIsStoredAndNothingOfItIsGivenOut() {
        List<Object> taken = new ArrayList<>();
        var chain = EventRegistry.ofMaps()
                .event("A", 1)
                .event("B", 1, 2)
                .add(new Splits(a(), Set.of(b(1)), 2, payload -> {
                    payload.put("spoilt", true);
                    return List.of(EventPart.of(b(1), Map.of("n", 1)), EventPart.of(b(1), Map.of()));
                }))
                .add(EventUpcaster.of(b(1), payload -> Map.of("n", Objects.requireNonNull(payload.get("n")))))
                .on(EventProblem.FAILED, EventAction.QUARANTINE)
                .build()
                .chain(
                        PayloadCodec.maps(),
                        (StoredEvent<Map<String, Object>> stored, EventException reason) ->
                                taken.add(stored.payload()));

        assertThat(chain.upcast(Items.event(a(), "card", SECRET))).isEmpty();
        assertThat(taken).containsExactly(Map.of("card", SECRET));
    }

    @Test
    void aQuarantineThatIsMissingAndAPassThatWouldLieAreRefused() {
        assertThatThrownBy(
                        () -> Items.chain(Items.threeVersions().on(EventProblem.UNKNOWN_TYPE, EventAction.QUARANTINE)))
                .hasMessageContaining("give the chain a quarantine");
        assertThatThrownBy(() -> EventRegistry.ofMaps().on(EventProblem.FAILED, EventAction.PASS_THROUGH))
                .hasMessageContaining("quarantine it");
        assertThatThrownBy(() -> EventRegistry.ofMaps().defaultVersion(0))
                .hasMessageContaining("versions count from 1");
    }

    @Test
    void anUnreadablePayloadIsNamedByItsPlaceAlone() {
        PayloadCodec<String, Map<String, Object>> codec = new PayloadCodec<>() {
            @Override
            public Map<String, Object> decode(String stored) {
                throw new IllegalArgumentException("can't parse " + stored);
            }

            @Override
            public String encode(Map<String, Object> payload) {
                return payload.toString();
            }
        };
        var chain = Items.threeVersions().build().chain(codec);

        assertThatThrownBy(() ->
                        chain.upcast(StoredEvent.of("ItemCreated", 1, SECRET).at("item-1", 17)))
                .isInstanceOf(EventException.class)
                .hasMessageContaining("ItemCreated v1, stream item-1, position 17 can't be decoded")
                .hasMessageContaining("java.lang.IllegalArgumentException")
                .message()
                .doesNotContain(SECRET);
    }

    private static EventException failure(
            UpcasterChain<Map<String, Object>, Map<String, Object>> chain, StoredEvent<Map<String, Object>> event) {
        return catchThrowableOfType(EventException.class, () -> chain.upcast(event));
    }

    private static EventSchema a() {
        return EventSchema.of("A", 1);
    }

    private static EventSchema b(int version) {
        return EventSchema.of("B", version);
    }
}
