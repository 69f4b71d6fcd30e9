package io.upshift.examples.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventRegistryBuilder;
import io.upshift.event.EventSchema;
import io.upshift.event.EventUpcaster;
import io.upshift.event.StoredEvent;
import io.upshift.event.UpcasterChain;
import io.upshift.event.json.JsonCodec;
import io.upshift.event.json.JsonFields;
import io.upshift.event.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Upshift's chain, built of functions or of field changes. */
final class UpshiftUpcasts implements UpcastTool {
    private final UpcasterChain<byte[], ObjectNode> chain;
    private final List<StoredEvent<byte[]>> stored;
    private final JsonReader<Object> reader;

    private UpshiftUpcasts(UpcastWork work, IntFunction<EventUpcaster<ObjectNode>> upcasters) {
        EventRegistryBuilder<ObjectNode> registry = EventRegistry.builder(ObjectNode.class)
                .event(
                        UpcastWork.OLD,
                        IntStream.rangeClosed(1, work.steps() + 1).toArray())
                .event(UpcastWork.CURRENT, 1);
        IntStream.rangeClosed(1, work.steps()).mapToObj(upcasters).forEach(registry::add);
        for (int other = 0; other < work.otherTypes(); other++) {
            registry.event("Other" + other, 1, 2)
                    .add(EventUpcaster.of(EventSchema.of("Other" + other, 1), tree -> tree));
        }
        this.chain = registry.build().chain(JsonCodec.bytes(work.mapper()));
        this.reader = JsonReader.of(
                work.mapper(), Map.of(UpcastWork.OLD, ItemEvent.class, UpcastWork.CURRENT, CurrentEvent.class));
        this.stored = new ArrayList<>();
        for (int i = 0; i < work.count(); i++) {
            stored.add(StoredEvent.of(work.type(i), 1, work.payload(i)).at("stream", i));
        }
    }

    static UpcastTool functions(UpcastWork work) {
        List<UnaryOperator<ObjectNode>> functions = FloorUpcasts.functions(work);
        return new UpshiftUpcasts(
                work, step -> EventUpcaster.of(EventSchema.of(UpcastWork.OLD, step), functions.get(step - 1)));
    }

    static UpcastTool fields(UpcastWork work) {
        return new UpshiftUpcasts(
                work,
                step -> JsonFields.changes(EventSchema.of(UpcastWork.OLD, step))
                        .add(UpcastWork.field(step), UpcastWork.value(step)));
    }

    @Override
    public void toBytes(Consumer<Object> out) {
        Consumer<StoredEvent<byte[]>> payloads = event -> out.accept(event.payload());
        for (int i = 0; i < stored.size(); i++) {
            chain.upcast(stored.get(i), payloads);
        }
    }

    @Override
    public void toObjects(Consumer<Object> out) {
        for (int i = 0; i < stored.size(); i++) {
            chain.read(stored.get(i), reader, out);
        }
    }
}
