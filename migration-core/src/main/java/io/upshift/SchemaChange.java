package io.upshift;

import java.util.List;
import java.util.stream.Stream;

/**
 * The difference between two states of a schema.
 *
 * @param added what only the later one has
 * @param removed what only the earlier one has
 * @param altered what both have, with different definitions
 */
public record SchemaChange(List<SchemaObject> added, List<SchemaObject> removed, List<Altered> altered) {

    /** No difference. */
    public static final SchemaChange NONE = new SchemaChange(List.of(), List.of(), List.of());

    /** One object at two times. */
    public record Altered(SchemaObject before, SchemaObject after) {
        @Override
        public String toString() {
            return before.identity() + ": " + before.definition() + " → " + after.definition();
        }
    }

    public SchemaChange {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        altered = List.copyOf(altered);
    }

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && altered.isEmpty();
    }

    /** A line an object: {@code - } what went, {@code + } what came, {@code ~ } what changed, from what into what. */
    public List<String> lines() {
        return Stream.of(
                        removed.stream().map(object -> "- " + object),
                        added.stream().map(object -> "+ " + object),
                        altered.stream().map(object -> "~ " + object))
                .flatMap(lines -> lines)
                .toList();
    }

    @Override
    public String toString() {
        return String.join("\n", lines());
    }
}
