package io.upshift.event.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.upshift.event.EventDefinition;
import io.upshift.event.EventSchema;
import io.upshift.event.EventShape;
import java.util.List;

/**
 * Definitions of events in JSON Schema; needs {@code com.networknt:json-schema-validator} 2.
 *
 * <p>The schema's own {@code $schema} says its draft; without one it is draft 2020-12. Payloads are checked with all of
 * it. Compatibility is decided on what a shape can express: {@code type}, {@code properties}, {@code required},
 * {@code items}, {@code enum} of texts and {@code additionalProperties: false}; other keywords that restrict a value are
 * reported as undecided instead of being passed over.
 */
public final class JsonSchemas {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private JsonSchemas() {}

    /**
     * The definition of a version by its schema.
     *
     * @throws IllegalArgumentException when the text is no JSON Schema
     */
    public static EventDefinition<ObjectNode> definition(EventSchema event, String jsonSchema) {
        JsonNode schema = parse(event, jsonSchema);
        Schema validator = REGISTRY.getSchema(schema);
        return EventDefinition.<ObjectNode>of(event, SchemaShape.of(schema))
                .description(schema.path("description").asText(""))
                .check(payload -> problems(validator, payload));
    }

    /** What compatibility is decided on. */
    public static EventShape shape(String jsonSchema) {
        return SchemaShape.of(parse(EventSchema.of("schema", 1), jsonSchema));
    }

    /** Messages of the validator may quote values, so that only the place and the keyword are told. */
    private static List<String> problems(Schema validator, ObjectNode payload) {
        return validator.validate(payload).stream()
                .map(error -> error.getInstanceLocation() + " breaks " + error.getKeyword()
                        + (error.getProperty() == null ? "" : " of " + error.getProperty()))
                .toList();
    }

    private static JsonNode parse(EventSchema event, String jsonSchema) {
        try {
            JsonNode schema = MAPPER.readTree(jsonSchema);
            if (schema.isObject()) {
                return schema;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The schema of " + event + " isn't JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("The schema of " + event + " isn't a JSON object");
    }
}
