package io.upshift.event.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON object seen as a map; it holds no state of its own, so that making one costs next to nothing. */
final class ObjectFields extends AbstractMap<String, JsonNode> {
    private final ObjectNode object;

    ObjectFields(ObjectNode object) {
        this.object = object;
    }

    @Override
    public int size() {
        return object.size();
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String text && object.has(text);
    }

    @Override
    public @Nullable JsonNode get(@Nullable Object name) {
        return name instanceof String text ? object.get(text) : null;
    }

    @Override
    public @Nullable JsonNode put(String name, JsonNode value) {
        return object.replace(name, value);
    }

    @Override
    public @Nullable JsonNode remove(@Nullable Object name) {
        return name instanceof String text ? object.remove(text) : null;
    }

    @Override
    public Set<Map.Entry<String, JsonNode>> entrySet() {
        return object.properties();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
