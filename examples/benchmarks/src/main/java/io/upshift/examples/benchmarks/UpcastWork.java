package io.upshift.examples.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** The stored events that each tool upcasts, and how far. */
final class UpcastWork {
    /** Passes every step. */
    static final String OLD = ItemEvent.class.getName();

    /** Is stored at its current version. */
    static final String CURRENT = CurrentEvent.class.getName();

    private final ObjectMapper mapper = new ObjectMapper().findAndRegisterModules();
    private final byte[][] payloads;
    private final String hits;
    private final int steps;
    private final int otherTypes;

    /** @param hits which events pass the steps: all, half or none */
    UpcastWork(int count, int bytes, int steps, String hits, int otherTypes) throws IOException {
        this.payloads = UpcastPayloads.of(mapper, count, bytes);
        this.hits = hits;
        this.steps = steps;
        this.otherTypes = otherTypes;
    }

    static String field(int step) {
        return "field" + step;
    }

    static String value(int step) {
        return "value " + step;
    }

    ObjectMapper mapper() {
        return mapper;
    }

    int count() {
        return payloads.length;
    }

    byte[] payload(int event) {
        return payloads[event];
    }

    /** Whether an event passes all steps, or is of a type that none of them is for. */
    boolean isOld(int event) {
        return hits.equals("all") || (hits.equals("half") && event % 2 == 0);
    }

    String type(int event) {
        return isOld(event) ? OLD : CURRENT;
    }

    int steps() {
        return steps;
    }

    /** How many upcasters there are for types that no event has. */
    int otherTypes() {
        return otherTypes;
    }
}
