package io.upshift.event;

import io.upshift.MigrationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads stored events as their current version, and writes older versions for pods that still run.
 *
 * <p>An event at its current version costs one look-up and comes out as it is. Any other is decoded once, passes its
 * upcasters, and is encoded once. Immutable and safe for many threads.
 *
 * @param <S> what the store holds
 * @param <P> what upcasters work on
 */
public final class UpcasterChain<S, P> {
    private final EventRegistry<P> registry;
    private final Routes<P> routes;
    private final Passage<P> passage;
    private final PayloadCodec<S, P> codec;
    private final @Nullable Quarantine<S> quarantine;
    private final Reencode<S, P> reencode;

    UpcasterChain(
            EventRegistry<P> registry,
            Passage<P> passage,
            PayloadCodec<S, P> codec,
            @Nullable Quarantine<S> quarantine) {
        this.registry = registry;
        this.routes = registry.routes();
        this.passage = passage;
        this.codec = codec;
        this.quarantine = quarantine;
        this.reencode = new Reencode<>(codec);
    }

    /** What the chain was made of. */
    public EventRegistry<P> registry() {
        return registry;
    }

    /**
     * What is wrong with an event by the definition of its version; empty when nothing is, or nothing is defined.
     *
     * @throws EventException when its payload can't be decoded
     */
    public List<String> check(StoredEvent<S> event) {
        return event.version() < 1
                ? List.of()
                : registry.check(new EventSchema(event.type(), event.version()), decode(event));
    }

    /** Whether an event is read as it is stored. */
    public boolean isCurrent(String type, int version) {
        Node<P> node = routes.find(type, version);
        return node != null && node.isCurrent();
    }

    /** The event as current ones, in order: one, several after a split, none after a drop or in quarantine. */
    public List<StoredEvent<S>> upcast(StoredEvent<S> event) {
        List<StoredEvent<S>> current = new ArrayList<>(1);
        upcast(event, current::add);
        return current;
    }

    /**
     * The same without a list. Nothing is given out of an event that fails.
     *
     * @throws EventException when the event can't be read and nothing else was said to be done about it
     * @throws MigrationException when an upcaster on its way needs the stream; then read through {@link #stream}
     */
    public void upcast(StoredEvent<S> event, Consumer<? super StoredEvent<S>> out) {
        read(event, reencode, out);
    }

    /** The event as the service's own objects, as {@link #upcast(StoredEvent, Consumer)} gives them out. */
    public <T> void read(StoredEvent<S> event, EventReader<S, P, T> reader, Consumer<? super T> out) {
        read(event, reader, out, null);
    }

    /** A reader for one stream from its beginning, whose upcasters may need what came before. */
    public StreamUpcaster<S, P> stream(String stream) {
        return new StreamUpcaster<>(this, stream);
    }

    /**
     * A new event as it has to be appended now: an older version as long as {@link EventRegistryBuilder#appends} says so.
     *
     * @param event at its current version
     * @throws EventException when it isn't, or a downcaster fails
     */
    public StoredEvent<S> forAppend(StoredEvent<S> event) {
        if (!isCurrent(event.type(), event.version())) {
            throw new EventException(
                    EventProblem.UNKNOWN_VERSION,
                    event + ": only the current version is appended",
                    "make the event in its current version; the registry downcasts it");
        }
        EventSchema appended = registry.appended(event.type());
        return appended == null ? event : downcast(event, appended);
    }

    /**
     * The event in an older version, by the downcasters that lead there; decoded and encoded once.
     *
     * @throws EventException when no downcasters lead there, or one fails
     */
    public StoredEvent<S> downcast(StoredEvent<S> event, EventSchema older) {
        List<EventDowncaster<P>> way = registry.wayDown(event, older);
        if (way.isEmpty()) {
            return event;
        }
        EventContext context = new EventContext(event, null);
        try {
            P payload = codec.decode(event.payload());
            for (EventDowncaster<P> downcaster : way) {
                payload = Objects.requireNonNull(downcaster.downcast(payload, context), "null");
            }
            S encoded = codec.encode(payload);
            return new StoredEvent<>(
                    older.type(),
                    older.version(),
                    event.stream(),
                    event.position(),
                    event.part(),
                    context.currentMetadata(),
                    encoded);
        } catch (Exception e) {
            throw failure(event, "can't be downcast to " + older, e);
        }
    }

    Reencode<S, P> reencode() {
        return reencode;
    }

    <T> void read(
            StoredEvent<S> stored, EventReader<S, P, T> reader, Consumer<? super T> out, @Nullable StreamState state) {
        StoredEvent<S> event = stored;
        Node<P> node = routes.find(event.type(), event.version());
        if (node == null && event.version() == StoredEvent.NO_VERSION) {
            event = event.version(registry.policy().defaultVersion());
            node = routes.find(event.type(), event.version());
        }
        if (node != null && node.isCurrent() && (state == null || node.memories.isEmpty())) {
            asStored(event, reader, out);
        } else if (node == null) {
            unreadable(event, registry.whyUnknown(event), reader, out);
        } else if (node.needsStream && state == null) {
            throw MigrationException.usage(
                    event + " needs what came before it in its stream", "read it through chain.stream(...)");
        } else {
            upcast(event, node, reader, out, state);
        }
    }

    private <T> void asStored(StoredEvent<S> event, EventReader<S, P, T> reader, Consumer<? super T> out) {
        T read;
        try {
            read = reader.fromStored(event);
        } catch (Exception e) {
            unreadable(event, failure(event, "can't be read", e), reader, out);
            return;
        }
        out.accept(read);
    }

    private <T> void upcast(
            StoredEvent<S> event,
            Node<P> node,
            EventReader<S, P, T> reader,
            Consumer<? super T> out,
            @Nullable StreamState state) {
        T single = null;
        List<T> several = List.of();
        try {
            P payload = decode(event);
            EventContext context = new EventContext(event, state);
            if (node.oneToOne) {
                Passage.Arrival<P> arrival = passage.single(node, payload, context);
                observe(arrival, state);
                single = node.isCurrent() ? reader.fromStored(event) : reader.fromUpcast(arrival.event(0));
            } else {
                several = readAll(passage.all(node, payload, context), reader, state);
            }
        } catch (EventException e) {
            unreadable(event, e, reader, out);
            return;
        } catch (Exception e) {
            unreadable(event, failure(event, "can't be read once it is upcast", e), reader, out);
            return;
        }
        if (node.oneToOne) {
            out.accept(single);
        } else {
            several.forEach(out);
        }
    }

    private static <S, P, T> List<T> readAll(
            List<Passage.Arrival<P>> arrivals, EventReader<S, P, T> reader, @Nullable StreamState state)
            throws Exception {
        List<T> read = new ArrayList<>(arrivals.size());
        for (int part = 0; part < arrivals.size(); part++) {
            observe(arrivals.get(part), state);
            read.add(reader.fromUpcast(arrivals.get(part).event(part)));
        }
        return read;
    }

    private static <P> void observe(Passage.Arrival<P> arrival, @Nullable StreamState state) {
        if (state != null) {
            state.observe(arrival.node().memories, arrival.payload());
        }
    }

    private P decode(StoredEvent<S> event) {
        try {
            return codec.decode(event.payload());
        } catch (Exception e) {
            throw failure(event, "can't be decoded", e);
        }
    }

    private <T> void unreadable(
            StoredEvent<S> event, EventException why, EventReader<S, P, T> reader, Consumer<? super T> out) {
        switch (registry.policy().on(why.problem())) {
            case PASS_THROUGH -> asStored(event, reader, out);
            case QUARANTINE -> Objects.requireNonNull(quarantine).take(event, why);
            case FAIL -> throw why;
        }
    }

    private static EventException failure(StoredEvent<?> event, String what, Exception cause) {
        return new EventException(
                EventProblem.FAILED,
                event + " " + what + ": " + cause.getClass().getName(),
                "look at the event in the store, and correct it or the code that reads it",
                cause);
    }
}
