package io.upshift.examples.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * The stored events that each tool upcasts, and how far.
 *
 * @param oldType whether an event passes all steps, or is of a type that none of them is for
 */
record UpcastWork(ObjectMapper mapper, byte[][] payloads, boolean[] oldType, int steps, int otherTypes) {
    /** Passes every step. */
    static final String OLD = ItemEvent.class.getName();

    /** Is stored at its current version. */
    static final String CURRENT = CurrentEvent.class.getName();

    static UpcastWork of(int count, int bytes, int steps, String hits, int otherTypes) throws IOException {
        ObjectMapper mapper = new ObjectMapper().findAndRegisterModules();
        boolean[] oldType = new boolean[count];
        for (int i = 0; i < count; i++) {
            oldType[i] = hits.equals("all") || (hits.equals("half") && i % 2 == 0);
        }
        return new UpcastWork(mapper, UpcastPayloads.of(mapper, count, bytes), oldType, steps, otherTypes);
    }

    static String field(int step) {
        return "field" + step;
    }

    static String value(int step) {
        return "value " + step;
    }

    int count() {
        return payloads.length;
    }
}
