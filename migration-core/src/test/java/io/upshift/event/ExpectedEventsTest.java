package io.upshift.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectedEventsTest {
    private final EventRegistry<Map<String, Object>> registry = EventRegistry.ofMaps()
            .event("StockReserved", 1)
            .event("StockReleased", 3)
            .build();

    @Test
    void typesAndVersionsThatTheRegistryReadsAreMet() throws Exception {
        assertThat(ExpectedEvents.in(registry)
                        .type("StockReserved", 1)
                        .type("StockReleased", 3)
                        .stored(() -> new EventCensus(Map.of(EventSchema.of("StockReserved", 1), 7L), 0, 7))
                        .unmet())
                .isEmpty();
    }

    @Test
    void whatTheRegistryDoesNotReadIsNamed() throws Exception {
        assertThat(ExpectedEvents.in(registry)
                        .type("StockReleased", 2)
                        .type("StockLost", 1)
                        .stored(() -> new EventCensus(Map.of(EventSchema.of("StockReserved", 9), 7L), 2, 9))
                        .unmet())
                .containsExactly(
                        "no event is read as StockLost (the registry has StockReleased, StockReserved)",
                        "StockReleased is read as version 3 and not 2",
                        "7 stored events are StockReserved v9, which the registry doesn't know",
                        "2 stored events have a version that is no number");
    }
}
