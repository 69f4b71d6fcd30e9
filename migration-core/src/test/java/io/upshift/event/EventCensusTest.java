package io.upshift.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventCensusTest {
    private final EventRegistry<Map<String, Object>> registry =
            Items.threeVersions().build();

    @Test
    void aFullCountTellsWhichVersionsNobodyNeedsAnyMore() {
        assertThat(census(Map.of(Items.V2, 5L, Items.V3, 7L)).deletable(registry))
                .containsExactly(Items.V1);
        assertThat(census(Map.of(Items.V3, 7L)).deletable(registry)).containsExactly(Items.V1, Items.V2);
        assertThat(census(Map.of(Items.V1, 1L)).deletable(registry)).isEmpty();
    }

    @Test
    void aVersionThatIsStillAppendedIsNotDeletable() {
        EventRegistry<Map<String, Object>> appending = Items.threeVersions()
                .add(EventDowncaster.of(Items.V3, Items.V2, map -> map))
                .appends(Items.V2)
                .build();

        assertThat(census(Map.of(Items.V3, 7L)).deletable(appending)).containsExactly(Items.V1);
    }

    @Test
    void aSampleNeverProvesThatNothingIsThere() {
        EventCensus sample = new EventCensus(Map.of(Items.V3, 1_000L), 0, 1_000_000);

        assertThat(sample.isExact()).isFalse();
        assertThat(sample.deletable(registry)).isEmpty();
        EventCount unseen = sample.count(Items.V1);
        assertThat(unseen.estimate()).isZero();
        assertThat(unseen.high()).as("3.84 in 1003.84 of a million").isBetween(3_800L, 3_850L);
    }

    @Test
    void theIntervalIsWilsons() {
        // Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263 and 15 of 148, 95 %.
        assertThat(Wilson.of(81 / 263.0, 263).low()).isCloseTo(0.2553, within(0.0001));
        assertThat(Wilson.of(81 / 263.0, 263).high()).isCloseTo(0.3662, within(0.0001));
        assertThat(Wilson.of(15 / 148.0, 148).low()).isCloseTo(0.0624, within(0.0001));
        assertThat(Wilson.of(15 / 148.0, 148).high()).isCloseTo(0.1605, within(0.0001));
        assertThat(Wilson.of(0 / 20.0, 20).low()).isZero();
        assertThat(Wilson.of(0 / 20.0, 20).high()).isCloseTo(0.1611, within(0.0001));
    }

    @Test
    void nineteenOfTwentySamplesHoldTheTruth() {
        Random random = new Random(7);
        long population = 1_000_000;
        long old = 30_000;
        long held = IntStream.range(0, 2_000)
                .filter(sample -> {
                    long found = IntStream.range(0, 500)
                            .filter(event -> random.nextDouble() < (double) old / population)
                            .count();
                    EventCount count = new EventCensus(Map.of(Items.V1, found, Items.V3, 500 - found), 0, population)
                            .count(Items.V1);
                    return count.low() <= old && old <= count.high();
                })
                .count();

        assertThat(held / 2_000.0).isBetween(0.93, 0.98);
    }

    @Test
    void aTallyCountsFromManyThreadsAndTakesNoVersionAsTheDefault() {
        CensusTally tally = CensusTally.of(registry);

        IntStream.range(0, 30_000).parallel().forEach(n -> tally.add("ItemCreated", n % 3));
        tally.add("ItemCreated", StoredEvent.BAD_VERSION);

        EventCensus census = tally.all();
        assertThat(census.counted()).isEqualTo(Map.of(Items.V1, 20_000L, Items.V2, 10_000L));
        assertThat(census.unreadable()).isEqualTo(1);
        assertThat(census.population()).isEqualTo(30_001);
        assertThat(census.deletable(registry))
                .as("something in it can't be read")
                .isEmpty();
        assertThat(tally.sampleOf(60_002).count(Items.V2).estimate()).isEqualTo(20_000);
    }

    @Test
    void segmentsAddUpAndAnImpossibleSampleIsRefused() {
        assertThat(census(Map.of(Items.V1, 2L)).plus(census(Map.of(Items.V1, 3L, Items.V2, 1L))))
                .isEqualTo(census(Map.of(Items.V1, 5L, Items.V2, 1L)));
        assertThatThrownBy(() -> new EventCensus(Map.of(Items.V1, 5L), 0, 4))
                .hasMessageContaining("A sample of 5 events can't come from a population of 4");
    }

    @Test
    void itIsShownWithEveryVersionThatIsKnown() {
        assertThat(census(Map.of(Items.V1, 2L, EventSchema.of("Stray", 4), 1L))
                        .toText(registry)
                        .lines())
                .containsExactly(
                        "3 events, all counted",
                        "ItemCreated v1                                      2",
                        "ItemCreated v2                                      0",
                        "ItemCreated v3                                      0",
                        "Stray v4                                            1");
        assertThat(new EventCensus(Map.of(Items.V1, 50L, Items.V3, 50L), 0, 1_000).toText(registry))
                .contains("about 1000 events, 100 of them looked at")
                .containsPattern("ItemCreated v1 +500   \\(40\\d to 59\\d, 95 %\\)");
    }

    private static EventCensus census(Map<EventSchema, Long> counted) {
        return new EventCensus(
                counted, 0, counted.values().stream().mapToLong(Long::longValue).sum());
    }
}
