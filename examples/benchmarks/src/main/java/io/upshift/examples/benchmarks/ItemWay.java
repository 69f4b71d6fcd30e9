package io.upshift.examples.benchmarks;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One way to change every item of a table. */
record ItemWay(String name, Work work) {
    /** Writes that each segment has under way; the same for the floor and for Upshift. */
    static final int IN_FLIGHT = 8;

    static final List<String> NAMES =
            List.of("seed", "floor-1", "floor-4", "floor-8", "upshift-1", "upshift-4", "upshift-8");

    /** What a way does. */
    @FunctionalInterface
    interface Work {
        /** @return how many it has changed */
        int change(DynamoDbClient client, int items) throws Exception;
    }

    static ItemWay named(String name) {
        int segments = Character.digit(name.charAt(name.length() - 1), 10);
        return switch (name) {
            case "seed" -> new ItemWay(name, PlainItems::oneByOne);
            case "floor-1", "floor-4", "floor-8" ->
                new ItemWay(name, (client, items) -> PlainItems.parallel(client, items, segments));
            case "upshift-1", "upshift-4", "upshift-8" ->
                new ItemWay(name, (client, items) -> UpshiftItems.change(client, items, segments));
            default -> throw new IllegalArgumentException("There is no way '" + name + "'; there are " + NAMES);
        };
    }
}
