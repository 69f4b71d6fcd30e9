package io.upshift.testkit;

import static io.upshift.testkit.EventAssertions.assertThatChain;
import static io.upshift.testkit.EventAssertions.assertThatRegistry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upshift.event.Compatibility;
import io.upshift.event.EventDefinition;
import io.upshift.event.EventPart;
import io.upshift.event.EventReader;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventRegistryBuilder;
import io.upshift.event.EventSchema;
import io.upshift.event.EventShape;
import io.upshift.event.EventSplitter;
import io.upshift.event.FieldChanges;
import io.upshift.event.FieldType;
import io.upshift.event.StoredEvent;
import io.upshift.event.UpcasterChain;
import io.upshift.event.json.JsonCodec;
import io.upshift.event.json.JsonFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("smoke")
class EventAssertionsTest {
    private static final EventSchema V1 = EventSchema.of("ItemCreated", 1);
    private static final EventSchema NOISE = EventSchema.of("Noise", 1);
    private static final FieldChanges<ObjectNode> CHANGES =
            JsonFields.changes(V1).add("warehouse", "main").rename("qty", "quantity");
    private static final Path SAMPLES = Path.of("src/test/resources/events");

    @TempDir
    Path folder;

    @Test
    void whatAnEventBecomesIsComparedByContent() {
        assertThatChain(chain())
                .upcasts("ItemCreated", 1, "{\"qty\":3,\"price\":1.10}")
                .to("{\"price\":1.1,\"warehouse\":\"main\",\"quantity\":3}")
                .to("ItemCreated", 2, "{\"price\":1.1,\"warehouse\":\"main\",\"quantity\":3}");
        assertThatChain(chain()).upcasts("Noise", 1, "{}").toNothing();
        assertThatThrownBy(() -> assertThatChain(chain())
                        .upcasts("ItemCreated", 1, "{\"qty\":3}")
                        .to("{\"quantity\":4}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting ItemCreated v1 to become")
                .hasMessageContaining("ItemCreated v2 {")
                .hasMessageContaining("\"quantity\" : 3");
        assertThatThrownBy(() ->
                        assertThatChain(chain()).upcasts("Noise", 1, "{}").toEvents(List.of(EventPart.of(V1, "{}"))))
                .hasMessageContaining("and it became\nnothing");
    }

    @Test
    void anEventComesBackAsItWas() {
        assertThatChain(chain()).roundTrips("ItemCreated", 1, "{\"qty\":3}");
        assertThatThrownBy(
                        () -> assertThatChain(chain()).roundTrips("ItemCreated", 1, "{\"qty\":3,\"warehouse\":\"n\"}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting ItemCreated v1 to come back as");
        assertThatThrownBy(() -> assertThatChain(chain()).roundTrips("Noise", 1, "{}"))
                .hasMessageContaining("Noise v1 becomes 0 events, so there is no way back");
    }

    @Test
    void everyVersionThatWasEverReleasedLoads() throws IOException {
        List<String> read = new ArrayList<>();

        assertThatChain(chain()).loadsEveryVersionIn(SAMPLES, reader(read));

        assertThat(read)
                .containsExactly("{\"warehouse\":\"main\",\"quantity\":3}", "{\"quantity\":4,\"warehouse\":\"north\"}");
    }

    @Test
    void aVersionWithoutASampleASampleWithoutItsGoldenFileAndADifferenceAreAllNamed() throws IOException {
        sample("ItemCreated/v1/one.json", "{\"qty\":3}");
        sample("ItemCreated/v1/two.json", "{\"qty\":4}");
        sample("ItemCreated/v1/two.golden.json", "[]");
        sample("ItemCreated/v9/three.json", "{}");
        sample("ItemCreated/v1/four.json", "{\"sku\":\"a\"}");
        sample("ItemCreated/v1/four.golden.json", "[]");

        assertThatThrownBy(() -> assertThatChain(chain()).loadsEveryVersionIn(folder))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("there is no sample of ItemCreated v2 in ItemCreated/v2")
                .hasMessageContaining("there is no sample of Noise v1")
                .hasMessageContaining("ItemCreated v1 one.json has no one.golden.json")
                .hasMessageContaining("ItemCreated v1 two.json: expected\n[]and it became\n[ {")
                .hasMessageContaining("ItemCreated v9 three.json: ItemCreated v9")
                .hasMessageContaining(
                        "ItemCreated v1 four.json: as ItemCreated v2, stream sample, position 0 quantity is missing");
    }

    @Test
    void theServicesReaderHasToLoadThemToo() throws IOException {
        sample("ItemCreated/v1/one.json", "{\"qty\":3}");

        assertThatThrownBy(() -> assertThatChain(chain()).loadsEveryVersionIn(folder, new Refusing()))
                .hasMessageContaining("ItemCreated v1 one.json")
                .hasMessageContaining("java.lang.UnsupportedOperationException");
    }

    @Test
    void aFileThatIsNoSampleIsNamed() throws IOException {
        sample("ItemCreated/one.json", "{}");

        assertThatThrownBy(() -> assertThatChain(chain()).loadsEveryVersionIn(folder))
                .hasMessageContaining("isn't a sample: put it into <type>/v<version>/<name>.json");
    }

    @Test
    void aReleaseIsComparedWithTheOneThatRuns() throws IOException {
        Path released = folder.resolve("1.3.0.json");
        Files.writeString(
                released,
                EventRegistry.builder(ObjectNode.class)
                        .event("ItemCreated", 1)
                        .event("Noise", 1)
                        .build()
                        .snapshot("inventory")
                        .toJson());

        assertThatThrownBy(() -> assertThatRegistry(registry().build()).runsBeside(released))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("What runs can't read of this release: \n- ItemCreated v2 is appended")
                .hasMessageContaining("What this release can't read of what runs: nothing");
        assertThatRegistry(registry().appends(V1).build()).runsBeside(released);
    }

    @Test
    void aStaleSnapshotAndABrokenPromiseAreFound() throws IOException {
        Path committed = folder.resolve("events.json");
        Files.writeString(committed, registry().build().snapshot("inventory").toJson());

        assertThatRegistry(registry().build()).isRecordedIn("inventory", committed);
        assertThatThrownBy(
                        () -> assertThatRegistry(registry().appends(V1).build()).isRecordedIn("inventory", committed))
                .hasMessageContaining("the snapshot of events is stale");
        assertThatThrownBy(() -> assertThatRegistry(registry().build()).keeps(Compatibility.BACKWARD, "ItemCreated"))
                .hasMessageContaining("ItemCreated isn't BACKWARD")
                .hasMessageContaining("quantity is required by the reader and never written");
        assertThatRegistry(registry().build()).keeps(Compatibility.FULL_TRANSITIVE, "Noise");
    }

    private void sample(String name, String json) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, json);
    }

    private static UpcasterChain<String, ObjectNode> chain() {
        return registry().build().chain(JsonCodec.text(new ObjectMapper()));
    }

    private static EventRegistryBuilder<ObjectNode> registry() {
        return EventRegistry.builder(ObjectNode.class)
                .event("ItemCreated", 1, 2)
                .event("Noise", 1)
                .define(EventDefinition.of(V1, EventShape.empty().require("qty", FieldType.INTEGER)))
                .define(EventDefinition.<ObjectNode>of(
                                V1.next(), EventShape.empty().require("quantity", FieldType.INTEGER))
                        .check(tree -> tree.has("quantity") ? List.of() : List.of("quantity is missing")))
                .define(EventDefinition.of(NOISE, EventShape.empty()))
                .add(CHANGES)
                .add(CHANGES.lossyInverse())
                .add(EventSplitter.drop(NOISE));
    }

    private static EventReader<String, ObjectNode, String> reader(List<String> read) {
        return new EventReader<>() {
            @Override
            public String fromStored(StoredEvent<String> event) {
                read.add(event.payload().strip());
                return event.payload();
            }

            @Override
            public String fromUpcast(StoredEvent<ObjectNode> event) {
                read.add(event.payload().toString());
                return event.payload().toString();
            }
        };
    }

    private static final class Refusing implements EventReader<String, ObjectNode, String> {
        @Override
        public String fromStored(StoredEvent<String> event) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String fromUpcast(StoredEvent<ObjectNode> event) {
            throw new UnsupportedOperationException();
        }
    }
}
