package io.upshift.event.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upshift.event.PayloadCodec;

/**
 * JSON objects as bytes or text on one side and Jackson trees on the other.
 *
 * <p>Numbers with a fraction are read as decimals, whatever the mapper says: as doubles they would lose digits, and a
 * rewrite of what is stored would lose them for ever.
 */
public final class JsonCodec {
    private JsonCodec() {}

    /** UTF-8, as Jackson writes it. */
    public static PayloadCodec<byte[], ObjectNode> bytes(ObjectMapper mapper) {
        return new Bytes(exact(mapper), mapper.writer());
    }

    public static PayloadCodec<String, ObjectNode> text(ObjectMapper mapper) {
        return new Text(exact(mapper), mapper.writer());
    }

    private static ObjectReader exact(ObjectMapper mapper) {
        return mapper.readerFor(JsonNode.class)
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
    }

    private static ObjectNode object(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("The payload isn't a JSON object");
    }

    private record Bytes(ObjectReader reader, ObjectWriter writer) implements PayloadCodec<byte[], ObjectNode> {
        @Override
        public ObjectNode decode(byte[] stored) throws Exception {
            return object(reader.readTree(stored));
        }

        @Override
        public byte[] encode(ObjectNode payload) throws Exception {
            return writer.writeValueAsBytes(payload);
        }
    }

    private record Text(ObjectReader reader, ObjectWriter writer) implements PayloadCodec<String, ObjectNode> {
        @Override
        public ObjectNode decode(String stored) throws Exception {
            return object(reader.readTree(stored));
        }

        @Override
        public String encode(ObjectNode payload) throws Exception {
            return writer.writeValueAsString(payload);
        }
    }
}
