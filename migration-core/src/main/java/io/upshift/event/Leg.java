package io.upshift.event;

import java.util.ArrayList;
import java.util.List;

/**
 * Upcasters in a row, up to a current version or a split; every version on the way begins somewhere in it.
 *
 * <p>In an array, since an event passes them all: following pointers from version to version costs more than the calls.
 */
final class Leg<P> {
    final EventUpcaster<P>[] upcasters;

    /** What each upcaster takes, and at last where they lead. */
    final List<Node<P>> nodes;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Leg(List<EventUpcaster<P>> upcasters, List<Node<P>> nodes) {
        this.upcasters = upcasters.toArray(new EventUpcaster[0]);
        this.nodes = List.copyOf(nodes);
    }

    /** Lays out the way from a version, for it and for all on it that have no leg yet. */
    static <P> void from(Node<P> start) {
        List<EventUpcaster<P>> upcasters = new ArrayList<>();
        List<Node<P>> nodes = new ArrayList<>(List.of(start));
        Node<P> node = start;
        for (Node<P> next = node.next; next != null && node.upcaster != null; next = node.next) {
            upcasters.add(node.upcaster);
            nodes.add(next);
            node = next;
        }
        Leg<P> leg = new Leg<>(upcasters, nodes);
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).begin(leg, i);
        }
    }
}
