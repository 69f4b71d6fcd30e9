package io.upshift.examples.benchmarks;

import java.io.IOException;
import java.util.function.Consumer;

/** One way to upcast; gives out a result for each event, in order. */
interface UpcastTool {
    /** Stored bytes to bytes. */
    void toBytes(Consumer<Object> out) throws IOException;

    /** Stored bytes to the service's object. */
    void toObjects(Consumer<Object> out) throws IOException;

    static UpcastTool named(String name, UpcastWork work) {
        return switch (name) {
            case "floor" -> new FloorUpcasts(work);
            case "upshift-functions" -> UpshiftUpcasts.functions(work);
            case "upshift-fields" -> UpshiftUpcasts.fields(work);
            case "axon" -> new AxonUpcasts(work);
            default -> throw new IllegalArgumentException("There is no tool '" + name + "'");
        };
    }
}
