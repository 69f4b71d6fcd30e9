package io.upshift.event;

import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The versions of one type, found by their number without a search. */
final class Versions<P> {
    final int oldest;
    final int newest;

    /** By version less the oldest; null where a number was never released. */
    private final @Nullable Node<P>[] nodes;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Versions(SortedMap<Integer, Node<P>> byVersion) {
        oldest = byVersion.firstKey();
        newest = byVersion.lastKey();
        nodes = new Node[newest - oldest + 1];
        for (Map.Entry<Integer, Node<P>> node : byVersion.entrySet()) {
            nodes[node.getKey() - oldest] = node.getValue();
        }
    }

    @Nullable
    Node<P> find(int version) {
        int index = version - oldest;
        return index < 0 || index >= nodes.length ? null : nodes[index];
    }
}
