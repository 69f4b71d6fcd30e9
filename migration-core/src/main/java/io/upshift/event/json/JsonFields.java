package io.upshift.event.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upshift.event.EventSchema;
import io.upshift.event.FieldAccess;
import io.upshift.event.FieldChanges;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of Jackson trees. */
public final class JsonFields implements FieldAccess<JsonNode> {
    private static final JsonFields INSTANCE = new JsonFields();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonFields() {}

    public static FieldAccess<JsonNode> access() {
        return INSTANCE;
    }

    /** No changes yet to a JSON object, from a version to the next. */
    public static FieldChanges<ObjectNode> changes(EventSchema from) {
        return FieldChanges.of(INSTANCE, from);
    }

    @Override
    public @Nullable Map<String, JsonNode> fields(JsonNode value) {
        return value instanceof ObjectNode object ? new ObjectFields(object) : null;
    }

    @Override
    public JsonNode value(@Nullable Object plain) {
        if (plain == null) {
            return NODES.nullNode();
        } else if (plain instanceof CharSequence text) {
            return NODES.textNode(text.toString());
        } else if (plain instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        } else if (plain instanceof Number number) {
            return number(number);
        } else if (plain instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((name, value) -> object.set(String.valueOf(name), value(value)));
            return object;
        } else if (plain instanceof Iterable<?> all) {
            ArrayNode array = NODES.arrayNode();
            all.forEach(element -> array.add(value(element)));
            return array;
        }
        throw new IllegalArgumentException(plain.getClass().getName() + " is no plain value: take text, a number,"
                + " true or false, null, or a list or map of such");
    }

    @Override
    public @Nullable Object plain(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        } else if (value.isNumber()) {
            return value.numberValue();
        } else if (value.isBoolean()) {
            return value.booleanValue();
        } else if (value instanceof ArrayNode array) {
            List<@Nullable Object> list = new ArrayList<>(array.size());
            array.forEach(element -> list.add(plain(element)));
            return list;
        } else if (value instanceof ObjectNode object) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            object.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
            return map;
        }
        return null;
    }

    private static JsonNode number(Number number) {
        if (number instanceof BigDecimal decimal) {
            return NODES.numberNode(decimal);
        } else if (number instanceof BigInteger integer) {
            return NODES.numberNode(integer);
        } else if (number instanceof Double || number instanceof Float) {
            return NODES.numberNode(number.doubleValue());
        }
        long whole = number.longValue();
        return whole == (int) whole ? NODES.numberNode((int) whole) : NODES.numberNode(whole);
    }
}
