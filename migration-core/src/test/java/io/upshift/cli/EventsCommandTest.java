package io.upshift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Changes;
import io.upshift.InMemoryTarget;
import io.upshift.event.EventCensus;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventSchema;
import io.upshift.event.EventUpcaster;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsCommandTest {
    private static final EventSchema V1 = EventSchema.of("ItemCreated", 1);
    private static final EventRegistry<Map<String, Object>> REGISTRY = EventRegistry.ofMaps()
            .event("ItemCreated", 1, 2)
            .add(EventUpcaster.of(V1, payload -> payload))
            .build();

    private final CliCall call;

    EventsCommandTest(@TempDir Path folder) {
        call = new CliCall(folder, new MemoryOptions(new InMemoryTarget(), Changes.adding("1-a")))
                .with(EventsCommand.of(
                        REGISTRY,
                        (context, percent) -> percent == 100
                                ? new EventCensus(Map.of(V1.next(), 8L), 0, 8)
                                : new EventCensus(Map.of(V1.next(), 4L), 0, 8, 2)));
    }

    @Test
    void aFullCountSaysWhatCanBeDeleted() {
        assertThat(call.run("events", "--store", "memory")).isEqualTo(0);
        assertThat(call.out()).isEqualTo("""
            8 events, all counted
            ItemCreated v1                                      0
            ItemCreated v2                                      8
            No stored event passes these any more: ItemCreated v1
            """);
    }

    @Test
    void aSampleNeverDoes() {
        assertThat(call.run("events", "--sample", "50", "--store", "memory")).isEqualTo(0);
        assertThat(call.out()).contains("about 8 events, 4 of them looked at", "No upcaster can be deleted.");
        assertThat(call.run("events", "--sample", "0", "--store", "memory")).isEqualTo(2);
    }

    @Test
    void jsonIsOneDocument() {
        assertThat(call.run("events", "--json", "--store", "memory")).isEqualTo(0);
        assertThat(call.json())
                .containsEntry("format", 1)
                .containsEntry("events", 8)
                .containsEntry("exact", true);
        assertThat(String.valueOf(call.json().get("versions")))
                .contains("type=ItemCreated, version=1", "deletable=true", "current=false");
    }
}
