package io.upshift.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CompatibilityTest {
    private static final EventShape BASE = EventShape.empty().require("n", FieldType.INTEGER);

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aChangeIsWhatConfluentCallsIt(String what, EventShape next, boolean backward, boolean forward) {
        EventRegistry<Map<String, Object>> registry = registry(BASE, next);

        assertThat(registry.incompatibilities("ItemCreated", Compatibility.BACKWARD)
                        .isEmpty())
                .as("backward")
                .isEqualTo(backward);
        assertThat(registry.incompatibilities("ItemCreated", Compatibility.FORWARD)
                        .isEmpty())
                .as("forward")
                .isEqualTo(forward);
        assertThat(registry.incompatibilities("ItemCreated", Compatibility.FULL).isEmpty())
                .as("full")
                .isEqualTo(backward && forward);
    }

    static Stream<Arguments> aChangeIsWhatConfluentCallsIt() {
        return Stream.of(
                Arguments.of("nothing", BASE, true, true),
                Arguments.of("an optional field is added", BASE.allow("m", FieldType.TEXT), true, true),
                Arguments.of("a required field is added", BASE.require("m", FieldType.TEXT), false, true),
                Arguments.of("a required field is removed", BASE.without("n"), true, false),
                Arguments.of("a required field becomes optional", BASE.allow("n", FieldType.INTEGER), true, false),
                Arguments.of("a type is widened", BASE.require("n", FieldType.NUMBER), true, false),
                Arguments.of("a type is changed", BASE.require("n", FieldType.TEXT), false, false),
                Arguments.of(
                        "a field is added and unknown ones refused",
                        BASE.allow("m", FieldType.TEXT).close(),
                        true,
                        true),
                Arguments.of(
                        "null is allowed",
                        BASE.with("n", new EventField(FieldType.INTEGER, true, true, Set.of(), null)),
                        true,
                        false),
                Arguments.of(
                        "a nested field is required",
                        BASE.require("o", EventShape.empty().require("i", FieldType.TEXT)),
                        false,
                        true));
    }

    @Test
    void aClosedReaderAndAnUnknownConstantAreFound() {
        EventField one = new EventField(FieldType.TEXT, true, false, Set.of("red"), null);
        EventField two = new EventField(FieldType.TEXT, true, false, Set.of("red", "blue"), null);

        assertThat(BASE.close().cannotRead(BASE.allow("m", FieldType.TEXT)))
                .containsExactly("m is written, and the reader refuses fields that it doesn't know");
        assertThat(EventShape.empty()
                        .with("c", one)
                        .cannotRead(EventShape.empty().with("c", two)))
                .containsExactly("c may be written as one of [blue], which the reader doesn't know");
        assertThat(EventShape.empty()
                        .with("c", two)
                        .cannotRead(EventShape.empty().with("c", one)))
                .isEmpty();
    }

    @Test
    void transitiveLooksAtEveryOlderVersion() {
        EventRegistry<Map<String, Object>> registry = registry(
                BASE,
                BASE.allow("m", FieldType.TEXT),
                BASE.allow("m", FieldType.TEXT).allow("x", FieldType.TEXT));
        EventRegistry<Map<String, Object>> broken = registry(
                EventShape.empty().require("x", FieldType.TEXT),
                EventShape.empty(),
                EventShape.empty().allow("x", FieldType.INTEGER));

        assertThat(registry.incompatibilities("ItemCreated", Compatibility.FULL_TRANSITIVE))
                .isEmpty();
        assertThat(broken.incompatibilities("ItemCreated", Compatibility.BACKWARD))
                .isEmpty();
        assertThat(broken.incompatibilities("ItemCreated", Compatibility.BACKWARD_TRANSITIVE))
                .containsExactly("ItemCreated v3 can't read ItemCreated v1: x is written as text and read as integer");
    }

    @Test
    void nothingIsPromisedOfWhatIsUnknown() {
        assertThat(Items.threeVersions().build().incompatibilities("ItemCreated", Compatibility.BACKWARD))
                .containsExactly(
                        "ItemCreated v1 has no shape, so nothing is known of it",
                        "ItemCreated v2 has no shape, so nothing is known of it",
                        "ItemCreated v3 has no shape, so nothing is known of it");
        assertThat(Items.threeVersions().build().incompatibilities("Typo", Compatibility.FULL))
                .containsExactly("there is no event Typo");
    }

    @Test
    void theRunningPodsMustReadWhatTheNextOnesAppend() {
        EventSnapshot running = registry(BASE).snapshot("inventory");
        FieldChanges<Map<String, Object>> changes =
                FieldChanges.ofMaps(Items.V1).add("warehouse", "main");
        EventRegistryBuilder<Map<String, Object>> next = EventRegistry.ofMaps()
                .event("ItemCreated", 1, 2)
                .define(EventDefinition.of(Items.V1, BASE))
                .add(changes)
                .add(changes.lossyInverse());

        assertThat(running.cannotRead(next.build().snapshot("inventory")))
                .containsExactly("ItemCreated v2 is appended, and the reader knows [1];"
                        + " append v1 by downcasting until no such reader runs");
        EventSnapshot pinned = next.appends(Items.V1).build().snapshot("inventory");
        assertThat(running.cannotRead(pinned)).isEmpty();
        assertThat(pinned.cannotRead(running)).isEmpty();
    }

    @Test
    void aVersionThatWasChangedInPlaceIsFound() {
        EventSnapshot running = registry(BASE).snapshot("inventory");
        EventSnapshot next =
                registry(BASE.without("n").require("m", FieldType.TEXT)).snapshot("inventory");

        assertThat(running.cannotRead(next))
                .containsExactly("ItemCreated v1 was changed in place: n is required by the reader and never written");
    }

    @Test
    void aReaderThatPassesNewerVersionsThroughNeedsAShapeThatItCanRead() {
        EventSnapshot tolerant = EventRegistry.ofMaps()
                .event("ItemCreated", 1)
                .define(EventDefinition.of(Items.V1, BASE))
                .on(EventProblem.NEWER_VERSION, EventAction.PASS_THROUGH)
                .build()
                .snapshot("inventory");

        assertThat(tolerant.cannotRead(
                        registry(BASE, BASE.require("m", FieldType.TEXT)).snapshot("inventory")))
                .isEmpty();
        assertThat(tolerant.cannotRead(registry(BASE, EventShape.empty()).snapshot("inventory")))
                .containsExactly(
                        "ItemCreated v2 is read as v1 as it is: n is required by the reader and never written");
        assertThat(tolerant.cannotRead(Items.threeVersions().build().snapshot("inventory")))
                .singleElement()
                .asString()
                .contains("without shapes nothing says that it can be read as v1");
    }

    @Test
    void aTypeThatTheReaderDoesntKnowIsFoundAndOneThatIsNotAppendedIsNot() {
        EventSnapshot running = registry(BASE).snapshot("inventory");
        EventSnapshot next = EventRegistry.ofMaps()
                .event("ItemCreated", 1)
                .event("ItemSold", 1)
                .event("Noise", 1)
                .add(EventSplitter.drop(EventSchema.of("Noise", 1)))
                .build()
                .snapshot("inventory");

        assertThat(running.cannotRead(next))
                .containsExactly("ItemSold v1 is appended, and its type is unknown to the reader;"
                        + " append it once no such reader runs");
    }

    @Test
    void aSnapshotIsTheSameTextEveryTimeAndIsReadBack() {
        EventSnapshot snapshot =
                registry(BASE.allow("c", FieldType.TEXT).close()).snapshot("inventory");

        assertThat(snapshot.toJson()).isEqualTo("""
                        {
                          "format" : 1,
                          "service" : "inventory",
                          "events" : {
                            "ItemCreated" : {
                              "appends" : 1,
                              "onNewer" : "fail",
                              "reads" : {
                                "1" : {
                                  "closed" : true,
                                  "fields" : {
                                    "c" : {
                                      "type" : "text",
                                      "required" : false
                                    },
                                    "n" : {
                                      "type" : "integer",
                                      "required" : true
                                    }
                                  }
                                }
                              }
                            }
                          }
                        }
                        """);
        assertThat(EventSnapshot.fromJson(snapshot.toJson())).isEqualTo(snapshot);
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNoSnapshotIsRefused(String text) {
        assertThatThrownBy(() -> EventSnapshot.fromJson(text))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("The snapshot of events can't be read");
    }

    static List<String> whatIsNoSnapshotIsRefused() {
        return List.of(
                "",
                "[]",
                "{}",
                "{\"format\":2}",
                "{\"format\":1,\"events\":7}",
                "{\"format\":1,\"events\":{\"A\":{\"onNewer\":\"whatever\"}}}",
                "{\"format\":1,\"events\":{\"A\":{\"reads\":{\"one\":null}}}}",
                "{\"format\":1,");
    }

    private static EventRegistry<Map<String, Object>> registry(EventShape... shapes) {
        EventRegistryBuilder<Map<String, Object>> registry = EventRegistry.ofMaps();
        int[] versions =
                java.util.stream.IntStream.rangeClosed(1, shapes.length).toArray();
        registry.event("ItemCreated", versions);
        for (int version : versions) {
            EventSchema schema = EventSchema.of("ItemCreated", version);
            registry.define(EventDefinition.of(schema, shapes[version - 1]));
            if (version < shapes.length) {
                registry.add(Items.marks(schema));
            }
        }
        return registry.build();
    }
}
