package io.upshift.event.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upshift.event.PayloadCodec;

/** JSON objects as bytes or text on one side and Jackson trees on the other. */
public final class JsonCodec {
    private JsonCodec() {}

    /** UTF-8, as Jackson writes it. */
    public static PayloadCodec<byte[], ObjectNode> bytes(ObjectMapper mapper) {
        return new Bytes(mapper.readerFor(JsonNode.class), mapper.writer());
    }

    public static PayloadCodec<String, ObjectNode> text(ObjectMapper mapper) {
        return new Text(mapper.readerFor(JsonNode.class), mapper.writer());
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
