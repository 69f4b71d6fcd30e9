package io.upshift.examples.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Events as a service might store them, about as long as asked; the same ones on every run. */
final class UpcastPayloads {
    private UpcastPayloads() {}

    static byte[][] of(ObjectMapper mapper, int count, int bytes) throws IOException {
        Random random = new Random(42);
        byte[][] payloads = new byte[count][];
        for (int i = 0; i < count; i++) {
            payloads[i] = mapper.writeValueAsBytes(payload(mapper, random, i, bytes));
        }
        return payloads;
    }

    private static ObjectNode payload(ObjectMapper mapper, Random random, int number, int bytes) throws IOException {
        ObjectNode event = mapper.createObjectNode()
                .put("itemId", "item-" + number)
                .put("sku", "SKU-" + random.nextInt(1_000_000))
                .put("quantity", random.nextInt(1000))
                .put("price", random.nextInt(100_000) / 100.0)
                .put("active", random.nextBoolean())
                .put("occurredAt", "2026-01-02T03:04:05.678Z");
        event.putObject("address").put("street", "Main Street " + number).put("zip", "12345");
        for (int extra = 0; mapper.writeValueAsBytes(event).length < bytes - 15; extra++) {
            event.put("attribute" + extra, text(random, Math.min(40, bytes / 10)));
        }
        return event;
    }

    private static String text(Random random, int length) {
        byte[] letters = new byte[length];
        for (int i = 0; i < length; i++) {
            letters[i] = (byte) ('a' + random.nextInt(26));
        }
        return new String(letters, StandardCharsets.US_ASCII);
    }
}
