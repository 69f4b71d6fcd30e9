package io.upshift.event;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One version of one type, and what leads on from it; a current version has nothing that does.
 *
 * <p>Wired once while a registry is built; afterwards nothing changes.
 */
final class Node<P> {
    final EventSchema schema;
    final List<Memory<P, ?>> memories;
    final @Nullable EventUpcaster<P> upcaster;
    final @Nullable EventSplitter<P> splitter;

    /** Where the upcaster or the splitter leads. */
    final Map<EventSchema, Node<P>> targets;

    /** Where the upcaster leads. */
    final @Nullable Node<P> next;

    /** Who declared what leads on, for errors. */
    final String origin;

    private final boolean current;

    /** Whether every event comes out as exactly one. */
    final boolean oneToOne;

    /** Whether something on the way asks what the stream remembers. */
    final boolean needsStream;

    /** The upcasters from here on, and where among them this version is. */
    private @Nullable Leg<P> leg;

    private int place;

    /** A current version. */
    Node(EventSchema schema, List<Memory<P, ?>> memories) {
        this.schema = schema;
        this.memories = memories;
        this.upcaster = null;
        this.splitter = null;
        this.targets = Map.of();
        this.next = null;
        this.origin = "";
        this.current = true;
        this.oneToOne = true;
        this.needsStream = false;
    }

    /** A version that something leads on from. */
    Node(Declared<P> edge, Map<EventSchema, Node<P>> targets) {
        this.schema = edge.from();
        this.memories = List.of();
        this.upcaster = edge.transition() instanceof EventUpcaster<P> up ? up : null;
        this.splitter = edge.transition() instanceof EventSplitter<P> split ? split : null;
        this.targets = targets;
        this.next = upcaster == null ? null : targets.values().iterator().next();
        this.origin = edge.origin();
        this.current = false;
        this.oneToOne = next != null && next.oneToOne;
        this.needsStream = !edge.transition().needs().isEmpty()
                || targets.values().stream().anyMatch(target -> target.needsStream);
    }

    /** Only the first leg counts: the longest begins where no upcaster leads to. */
    void begin(Leg<P> given, int at) {
        if (leg == null) {
            leg = given;
            place = at;
        }
    }

    boolean hasLeg() {
        return leg != null;
    }

    Leg<P> leg() {
        return Objects.requireNonNull(leg, "a registry lays out every leg");
    }

    int place() {
        return place;
    }

    boolean isCurrent() {
        return current;
    }
}
