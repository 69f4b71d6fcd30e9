package io.upshift.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The way of every version, laid out once: finding it takes one look-up, however many types there are. */
final class Routes<P> {
    private final Map<String, Versions<P>> types = new HashMap<>();

    /** Expects declarations that are proven. */
    Routes(Declarations<P> declared) {
        Map<EventSchema, Declared<P>> up = declared.up();
        Map<EventSchema, Node<P>> nodes = new HashMap<>();
        declared.schemas().forEach(schema -> node(schema, up, declared.memories, nodes));
        Set<EventSchema> reached =
                up.values().stream().flatMap(edge -> edge.to().stream()).collect(Collectors.toSet());
        nodes.values().stream().filter(node -> !reached.contains(node.schema)).forEach(Leg::from);
        nodes.values().stream().filter(node -> !node.hasLeg()).forEach(Leg::from);
        declared.released.forEach((type, versions) -> {
            TreeMap<Integer, Node<P>> byVersion = new TreeMap<>();
            versions.forEach(version -> byVersion.put(version, nodes.get(new EventSchema(type, version))));
            types.put(type, new Versions<>(byVersion));
        });
    }

    @Nullable
    Node<P> find(String type, int version) {
        Versions<P> versions = types.get(type);
        return versions == null ? null : versions.find(version);
    }

    @Nullable
    Versions<P> versions(String type) {
        return types.get(type);
    }

    private static <P> Node<P> node(
            EventSchema schema,
            Map<EventSchema, Declared<P>> up,
            List<Memory<P, ?>> memories,
            Map<EventSchema, Node<P>> nodes) {
        Node<P> known = nodes.get(schema);
        if (known != null) {
            return known;
        }
        Declared<P> edge = up.get(schema);
        Node<P> node;
        if (edge == null) {
            node = new Node<>(
                    schema,
                    memories.stream()
                            .filter(memory -> memory.type().equals(schema.type()))
                            .toList());
        } else {
            Map<EventSchema, Node<P>> targets = new HashMap<>();
            edge.to().forEach(to -> targets.put(to, node(to, up, memories, nodes)));
            node = new Node<>(edge, targets);
        }
        nodes.put(schema, node);
        return node;
    }
}
