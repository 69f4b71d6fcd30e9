package io.upshift.event.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.upshift.event.EventField;
import io.upshift.event.EventShape;
import io.upshift.event.FieldType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The part of a JSON Schema that a shape can express, and the names of what it can't. */
final class SchemaShape {
    private static final Set<String> ANNOTATIONS = Set.of(
            "$schema",
            "$id",
            "$comment",
            "$anchor",
            "title",
            "description",
            "default",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
            "format");
    private static final Set<String> UNDERSTOOD =
            Set.of("type", "properties", "required", "items", "enum", "additionalProperties");

    private final List<String> undecided = new ArrayList<>();

    private SchemaShape() {}

    static EventShape of(JsonNode schema) {
        SchemaShape reading = new SchemaShape();
        EventShape shape = reading.object("", schema);
        return new EventShape(shape.fields(), shape.closed(), reading.undecided);
    }

    private EventShape object(String at, JsonNode schema) {
        keywords(at, schema);
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        Map<String, EventField> fields = new TreeMap<>();
        schema.path("properties").properties().forEach(property -> {
            String name = property.getKey();
            fields.put(name, field(at + name, property.getValue(), required.contains(name)));
        });
        required.forEach(name -> fields.putIfAbsent(name, EventField.required(FieldType.ANY)));
        JsonNode additional = schema.path("additionalProperties");
        if (additional.isObject()) {
            undecided.add(at + "additionalProperties " + additional);
        }
        return new EventShape(fields, additional.isBoolean() && !additional.booleanValue(), List.of());
    }

    private EventField field(String at, JsonNode schema, boolean required) {
        Set<String> types = new TreeSet<>();
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            types.add(type.textValue());
        }
        type.forEach(each -> types.add(each.asText()));
        boolean nullable = types.remove("null");
        FieldType one = types.size() == 1 ? type(types.iterator().next()) : FieldType.ANY;
        if (types.size() > 1) {
            undecided.add(at + ": type " + type);
        }
        EventShape inner = null;
        if (one == FieldType.OBJECT || schema.has("properties")) {
            inner = object(at + ".", schema);
        } else {
            keywords(at + ": ", schema);
            inner = one == FieldType.LIST ? elements(at, schema.path("items")) : null;
        }
        return new EventField(one, required, nullable, texts(at, schema.path("enum")), inner);
    }

    private @Nullable EventShape elements(String at, JsonNode items) {
        if (items.path("properties").isObject()) {
            return object(at + "[].", items);
        }
        if (!items.isMissingNode()) {
            undecided.add(at + ": items " + items);
        }
        return null;
    }

    private Set<String> texts(String at, JsonNode values) {
        Set<String> texts = new TreeSet<>();
        for (JsonNode value : values) {
            if (!value.isTextual()) {
                undecided.add(at + ": enum " + values);
                return Set.of();
            }
            texts.add(value.textValue());
        }
        return texts;
    }

    private void keywords(String at, JsonNode schema) {
        schema.fieldNames().forEachRemaining(keyword -> {
            if (!ANNOTATIONS.contains(keyword) && !UNDERSTOOD.contains(keyword)) {
                undecided.add(at + keyword + " " + schema.get(keyword));
            }
        });
    }

    private static FieldType type(String name) {
        return switch (name) {
            case "string" -> FieldType.TEXT;
            case "integer" -> FieldType.INTEGER;
            case "number" -> FieldType.NUMBER;
            case "boolean" -> FieldType.BOOLEAN;
            case "object" -> FieldType.OBJECT;
            case "array" -> FieldType.LIST;
            default -> FieldType.ANY;
        };
    }
}
