package io.upshift.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** JSON texts by their content. */
final class JsonTexts {
    /** A decimal keeps its digits, so that {@code 1.10} isn't rounded on its way through a test. */
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    private JsonTexts() {}

    static boolean same(String expected, String actual) {
        return tree(expected).equals(JsonTexts::compare, tree(actual));
    }

    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This isn't JSON: " + json, e);
        }
    }

    static String pretty(String json) {
        return tree(json).toPrettyString();
    }

    static ObjectMapper mapper() {
        return MAPPER;
    }

    /** Numbers are the same when their values are, {@code 1.0} and {@code 1.00}. */
    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }
}
