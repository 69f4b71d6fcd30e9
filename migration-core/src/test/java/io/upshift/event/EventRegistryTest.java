package io.upshift.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventRegistryTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatContradictsItselfIsRefusedWhenItIsBuilt(
            String what, UnaryOperator<EventRegistryBuilder<Map<String, Object>>> declare, List<String> says) {
        assertThatThrownBy(() -> declare.apply(EventRegistry.ofMaps()).build())
                .isInstanceOf(MigrationException.class)
                .hasMessageContainingAll(says.toArray(String[]::new));
    }

    static Stream<Arguments> whatContradictsItselfIsRefusedWhenItIsBuilt() {
        return Stream.of(
                contradiction(
                        "a gap",
                        registry -> registry.event("A", 1, 2, 3).add(Items.marks(a(2))),
                        "nothing leads on from A v1, and A has version 3"),
                contradiction(
                        "a duplicate",
                        registry ->
                                registry.event("A", 1, 2).add(Items.marks(a(1))).add(Items.marks(a(1))),
                        "two transitions lead from A v1 to A v2",
                        "EventRegistryTest.java:"),
                contradiction(
                        "two paths",
                        registry -> registry.event("A", 1, 2, 3)
                                .add(Items.marks(a(1)))
                                .add(Items.marks(a(2)))
                                .add(Items.marks(a(1), a(3))),
                        "two paths lead from A v1: to A v2 by ",
                        ", and to A v3 by "),
                contradiction(
                        "a cycle over two types",
                        registry -> registry.event("A", 1)
                                .event("B", 1)
                                .add(Items.marks(a(1), b(1)))
                                .add(Items.marks(b(1), a(1))),
                        "events go round: A v1 → B v1 → A v1"),
                contradiction(
                        "a cycle through a split",
                        registry -> registry.event("A", 1).event("B", 1).add(splits(a(1), 2, a(1), b(1))),
                        "events go round: A v1 → A v1"),
                contradiction(
                        "a way back",
                        registry -> registry.event("A", 1, 2).add(Items.marks(a(2), a(1))),
                        "leads from A v2 to A v1, which isn't newer"),
                contradiction(
                        "a current version that nothing reaches",
                        registry -> registry.event("A", 1, 2).event("B", 1).add(Items.marks(a(1), b(1))),
                        "no older version leads to A v2"),
                contradiction(
                        "an unknown target",
                        registry -> registry.event("A", 1).event("B", 1).add(Items.marks(a(1), b(7))),
                        "leads to B v7, which is unknown: B has the versions 1"),
                contradiction(
                        "an unknown type as target",
                        registry -> registry.event("A", 1).add(Items.marks(a(1), EventSchema.of("Typo", 1))),
                        "leads to Typo v1, which is unknown: no event Typo is declared; there are A"),
                contradiction(
                        "an unknown source",
                        registry -> registry.event("A", 1).add(Items.marks(b(1), a(1))),
                        "takes B v1, which is unknown"),
                contradiction(
                        "a split that is too wide",
                        registry -> registry.event("A", 1).event("B", 1).add(splits(a(1), 1001, b(1))),
                        "makes 1001 events of one: 0 to 1000 are allowed"),
                contradiction(
                        "splits that are too wide together",
                        registry -> registry.event("A", 1)
                                .event("B", 1)
                                .event("C", 1)
                                .add(splits(a(1), 40, b(1)))
                                .add(splits(b(1), 40, EventSchema.of("C", 1))),
                        "one A v1 may become 1600 events: 1000 are allowed"),
                contradiction(
                        "a split into nothing that makes something",
                        registry -> registry.event("A", 1).add(splits(a(1), 2)),
                        "makes up to 2 events and names 0 versions for them"),
                contradiction(
                        "an event without versions",
                        registry -> registry.event("A"),
                        "event A is declared without versions at"),
                contradiction("a version named twice", registry -> registry.event("A", 1, 1), "A v1 is named twice at"),
                contradiction(
                        "versions too far apart",
                        registry -> registry.event("A", 1, 70_000).add(Items.marks(a(1), a(70_000))),
                        "A has versions from 1 to 70000, more than 65536 apart"),
                contradiction(
                        "a definition of nothing",
                        registry -> registry.event("A", 1).define(EventDefinition.of(a(2), "second")),
                        "A v2 is defined, which is unknown: A has the versions 1"),
                contradiction(
                        "two definitions",
                        registry -> registry.event("A", 1)
                                .define(EventDefinition.of(a(1), "one"))
                                .define(EventDefinition.of(a(1), "other")),
                        "A v1 is defined again at"));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> EventRegistry.ofMaps()
                        .event("A", 1, 2, 3)
                        .event("B", 1)
                        .add(Items.marks(a(1)))
                        .add(Items.marks(a(1)))
                        .add(Items.marks(b(1), EventSchema.of("Typo", 1)))
                        .build())
                .hasMessageContaining("two transitions lead from A v1")
                .hasMessageContaining("nothing leads on from A v2")
                .hasMessageContaining("no older version leads to A v3")
                .hasMessageContaining("Typo v1, which is unknown");
    }

    @Test
    void twoModulesThatDeclareTheSameAreBothNamed() {
        EventModule<Map<String, Object>> sales = new SalesEvents();
        EventModule<Map<String, Object>> stock = new StockEvents();

        assertThatThrownBy(() ->
                        EventRegistry.ofMaps().include(sales).include(stock).build())
                .hasMessageContaining("event A is declared at " + SalesEvents.class.getName())
                .hasMessageContaining(" and at " + StockEvents.class.getName())
                .hasMessageContaining("two transitions lead from A v1 to A v2");
    }

    @Test
    void modulesThatIncludeEachOtherAreRefused() {
        assertThatThrownBy(() ->
                        EventRegistry.ofMaps().include(new CircularEvents()).build())
                .hasMessageContaining("modules include each other in a circle: " + CircularEvents.class.getName());
    }

    @Test
    void itKnowsTheCurrentVersionAndTheWayOfEveryOther() {
        EventRegistry<Map<String, Object>> registry = Items.threeVersions()
                .event("Old", 1)
                .add(EventUpcaster.rename(EventSchema.of("Old", 1), Items.V2))
                .define(EventDefinition.of(Items.V2, "With a warehouse"))
                .build();

        assertThat(registry.schemas()).containsExactly(Items.V1, Items.V2, Items.V3, EventSchema.of("Old", 1));
        assertThat(registry.latest("ItemCreated")).contains(Items.V3);
        assertThat(registry.latest("Old")).isEmpty();
        assertThat(registry.latest("Unheard")).isEmpty();
        assertThat(registry.way(EventSchema.of("Old", 1)))
                .containsExactly(EventSchema.of("Old", 1), Items.V2, Items.V3);
        assertThat(registry.definition(Items.V2).orElseThrow().description()).isEqualTo("With a warehouse");
        assertThat(registry.definition(Items.V1)).isEmpty();
        assertThat(registry.isOneToOne(Items.V1)).isTrue();
    }

    @Test
    void versionsMaySkipNumbersThatWereNeverReleased() {
        var chain = Items.chain(
                EventRegistry.ofMaps().event("A", 20240101, 20240615).add(Items.marks(a(20240101), a(20240615))));

        assertThat(chain.upcast(Items.event("A", 20240101)).get(0).version()).isEqualTo(20240615);
        assertThatThrownBy(() -> chain.upcast(Items.event("A", 20240301)))
                .isInstanceOf(EventException.class)
                .hasMessageContaining("there are 20240101, 20240615");
    }

    @Test
    void theCatalogueSaysHowEachVersionBecomesTheNext() {
        String catalogue = EventRegistry.ofMaps()
                .event("ItemCreated", 1, 2)
                .event("Noise", 1)
                .define(EventDefinition.of(Items.V1, "As first | released"))
                .add(FieldChanges.ofMaps(Items.V1).add("warehouse", "main").rename("qty", "quantity"))
                .add(EventSplitter.drop(EventSchema.of("Noise", 1)))
                .build()
                .catalogue();

        assertThat(catalogue).isEqualTo("""
                        # Events

                        ## ItemCreated

                        Read as v2.

                        | Version | Meaning | Next | Back |
                        |---|---|---|---|
                        | v1 | As first \\| released | ItemCreated v2: adds `warehouse` as "main" when it is absent, renames `qty` to `quantity` |  |
                        | v2 |  |  |  |

                        ## Noise

                        Not read as itself any more.

                        | Version | Meaning | Next | Back |
                        |---|---|---|---|
                        | v1 |  | dropped |  |
                        """);
    }

    private static EventSchema a(int version) {
        return EventSchema.of("A", version);
    }

    private static EventSchema b(int version) {
        return EventSchema.of("B", version);
    }

    private static Splits splits(EventSchema from, int atMost, EventSchema... to) {
        return new Splits(from, Set.of(to), atMost, payload -> List.of());
    }

    private static Arguments contradiction(
            String what, UnaryOperator<EventRegistryBuilder<Map<String, Object>>> declare, String... says) {
        return Arguments.of(what, declare, List.of(says));
    }

    private static final class SalesEvents implements EventModule<Map<String, Object>> {
        @Override
        public void declare(EventRegistryBuilder<Map<String, Object>> registry) {
            registry.event("A", 1, 2).add(Items.marks(a(1)));
        }
    }

    private static final class StockEvents implements EventModule<Map<String, Object>> {
        @Override
        public void declare(EventRegistryBuilder<Map<String, Object>> registry) {
            registry.event("A", 1, 2).add(Items.marks(a(1)));
        }
    }

    private static final class CircularEvents implements EventModule<Map<String, Object>> {
        @Override
        public void declare(EventRegistryBuilder<Map<String, Object>> registry) {
            registry.event("A", 1).include(this);
        }
    }
}
