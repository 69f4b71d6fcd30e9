package io.upshift.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The way of one event through the transitions that lead on from its version. */
final class Passage<P> {
    private final Guard<P> guard;

    Passage(Guard<P> guard) {
        this.guard = guard;
    }

    /** One event at its current version, which a stored event has become. */
    record Arrival<P>(Node<P> node, P payload, EventContext context) {
        StoredEvent<P> event(int part) {
            StoredEvent<?> stored = context.event();
            return new StoredEvent<>(
                    node.schema.type(),
                    node.schema.version(),
                    stored.stream(),
                    stored.position(),
                    stored.part() + part,
                    context.currentMetadata(),
                    payload);
        }
    }

    /** Where a version leads that comes out as exactly one event. */
    Arrival<P> single(Node<P> start, P payload, EventContext context) {
        return along(start, payload, context);
    }

    /** Every event that comes of one, in order. */
    List<Arrival<P>> all(Node<P> start, P payload, EventContext context) {
        List<Arrival<P>> arrivals = new ArrayList<>();
        spread(along(start, payload, context), arrivals);
        return arrivals;
    }

    private void spread(Arrival<P> at, List<Arrival<P>> arrivals) {
        Node<P> node = at.node();
        if (node.splitter == null) {
            arrivals.add(at);
            return;
        }
        for (EventPart<P> part : split(node, node.splitter, at.payload(), at.context())) {
            Node<P> target = Objects.requireNonNull(node.targets.get(part.schema()));
            spread(along(target, part.payload(), at.context().fork()), arrivals);
        }
    }

    /** Passes upcasters until there is none. */
    private Arrival<P> along(Node<P> start, P payload, EventContext context) {
        Leg<P> leg = start.leg();
        EventUpcaster<P>[] upcasters = leg.upcasters;
        P current = payload;
        int at = start.place();
        try {
            for (; at < upcasters.length; at++) {
                P upcast = upcasters[at].upcast(current, context);
                // The same object is of the same class, and what it says of itself is only asked for when payloads do.
                if (upcast != current || guard.asks()) {
                    object(leg.nodes.get(at), guard.objection(upcast, leg.nodes.get(at + 1).schema), context);
                }
                current = upcast;
            }
        } catch (EventException e) {
            throw e;
        } catch (Exception e) {
            throw failure(leg.nodes.get(at), "threw " + e.getClass().getName(), context, e);
        }
        return new Arrival<>(leg.nodes.get(upcasters.length), current, context);
    }

    private List<EventPart<P>> split(Node<P> node, EventSplitter<P> splitter, P payload, EventContext context) {
        if (context.event().part() > 0 && splitter.atMost() > 1) {
            throw failure(node, "would split what a split has made; give it a position of its own", context, null);
        }
        List<EventPart<P>> parts;
        try {
            parts = splitter.split(payload, context);
        } catch (Exception e) {
            throw failure(node, "threw " + e.getClass().getName(), context, e);
        }
        object(node, objection(node, splitter, parts), context);
        return parts;
    }

    private @Nullable String objection(
            Node<P> node, EventSplitter<P> splitter, @Nullable List<@Nullable EventPart<P>> parts) {
        if (parts == null) {
            return "returned null; to drop an event, return no parts";
        }
        if (parts.size() > splitter.atMost()) {
            return "returned " + parts.size() + " parts, and promised " + splitter.atMost() + " at most";
        }
        for (EventPart<P> part : parts) {
            if (part == null || !node.targets.containsKey(part.schema())) {
                return "returned " + part + ", and promised "
                        + Declarations.list(
                                node.targets.keySet().stream().sorted().toList());
            }
            String objection = guard.objection(part.payload(), part.schema());
            if (objection != null) {
                return objection;
            }
        }
        return null;
    }

    private static void object(Node<?> node, @Nullable String objection, EventContext context) {
        if (objection != null) {
            throw failure(node, objection, context, null);
        }
    }

    private static EventException failure(Node<?> node, String what, EventContext context, @Nullable Exception cause) {
        String message = context.event() + ": " + node.origin + ", which takes " + node.schema + ", " + what;
        String next = "correct it, and try it on this event";
        return cause == null
                ? new EventException(EventProblem.FAILED, message, next)
                : new EventException(EventProblem.FAILED, message, next, cause);
    }
}
