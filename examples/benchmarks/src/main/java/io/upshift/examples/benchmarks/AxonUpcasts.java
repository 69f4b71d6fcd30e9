package io.upshift.examples.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;

/** Axon Framework 4 in its best form: one chain, the same Jackson trees, whole batches, nothing read twice. */
final class AxonUpcasts implements UpcastTool {
    private final EventUpcasterChain chain;
    private final Serializer serializer;
    private final List<GenericDomainEventEntry<byte[]>> stored = new ArrayList<>();

    AxonUpcasts(UpcastWork work) {
        this.serializer =
                JacksonSerializer.builder().objectMapper(work.mapper()).build();
        List<EventUpcaster> upcasters = new ArrayList<>();
        for (int other = 0; other < work.otherTypes(); other++) {
            upcasters.add(new Step("Other" + other, 1, tree -> tree));
        }
        List<UnaryOperator<ObjectNode>> functions = FloorUpcasts.functions(work);
        for (int step = 1; step <= work.steps(); step++) {
            upcasters.add(new Step(UpcastWork.OLD, step, functions.get(step - 1)));
        }
        this.chain = new EventUpcasterChain(upcasters);
        for (int i = 0; i < work.count(); i++) {
            stored.add(new GenericDomainEventEntry<>(
                    "Item", "stream", i, "event-" + i, Instant.EPOCH, work.type(i), "1", work.payload(i), new byte[] {
                        '{', '}'
                    }));
        }
    }

    @Override
    public void toBytes(Consumer<Object> out) {
        Stream<IntermediateEventRepresentation> events =
                stored.stream().map(entry -> new InitialEventRepresentation(entry, serializer));
        chain.upcast(events)
                .forEach(event -> out.accept(event.getData(byte[].class).getData()));
    }

    @Override
    public void toObjects(Consumer<Object> out) {
        Stream<TrackedDomainEventData<byte[]>> events = stored.stream()
                .map(entry -> new TrackedDomainEventData<>(
                        new GlobalSequenceTrackingToken(entry.getSequenceNumber()), entry));
        EventUtils.upcastAndDeserializeTrackedEvents(events, serializer, chain)
                .forEach(message -> out.accept(message.getPayload()));
    }

    /** One function for one revision. */
    private static final class Step extends SingleEventUpcaster {
        private final SimpleSerializedType from;
        private final SimpleSerializedType to;
        private final UnaryOperator<ObjectNode> function;

        private Step(String type, int version, UnaryOperator<ObjectNode> function) {
            this.from = new SimpleSerializedType(type, String.valueOf(version));
            this.to = new SimpleSerializedType(type, String.valueOf(version + 1));
            this.function = function;
        }

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().getName().equals(from.getName())
                    && Objects.equals(event.getType().getRevision(), from.getRevision());
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(to, JsonNode.class, tree -> function.apply((ObjectNode) tree));
        }
    }
}
