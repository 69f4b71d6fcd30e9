package io.upshift.dynamodb.items;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Which items a step is about, and how it goes through them.
 *
 * @param where empty for all
 * @param names placeholders of the user's expressions
 * @param segments 0 for as many as the table's size suggests
 * @param inFlight of each worker
 */
record ItemScope(
        String table,
        String where,
        Map<String, String> names,
        Map<String, AttributeValue> values,
        int segments,
        int inFlight,
        CapacityLimit limit,
        int skipLimit) {
    private static final int IN_FLIGHT = 8;

    static ItemScope of(String table) {
        return new ItemScope(table, "", Map.of(), Map.of(), 0, IN_FLIGHT, CapacityLimit.none(), 0);
    }

    ItemScope where(String condition) {
        return new ItemScope(table, condition, names, values, segments, inFlight, limit, skipLimit);
    }

    ItemScope bind(String placeholder, String attribute) {
        Map<String, String> more = new HashMap<>(names);
        more.put(checked(placeholder, "#"), attribute);
        return new ItemScope(table, where, more, values, segments, inFlight, limit, skipLimit);
    }

    ItemScope bind(String placeholder, AttributeValue value) {
        Map<String, AttributeValue> more = new HashMap<>(values);
        more.put(checked(placeholder, ":"), value);
        return new ItemScope(table, where, names, more, segments, inFlight, limit, skipLimit);
    }

    ItemScope segments(int segments) {
        return new ItemScope(
                table, where, names, values, positive(segments, "segments"), inFlight, limit, skipLimit);
    }

    ItemScope inFlight(int calls) {
        return new ItemScope(table, where, names, values, segments, positive(calls, "calls"), limit, skipLimit);
    }

    ItemScope limit(CapacityLimit limit) {
        return new ItemScope(table, where, names, values, segments, inFlight, limit, skipLimit);
    }

    ItemScope skipUpTo(int items) {
        return new ItemScope(table, where, names, values, segments, inFlight, limit, items);
    }

    private static int positive(int number, String what) {
        if (number < 1 || number > 1_000) {
            throw new IllegalArgumentException("There are 1 to 1,000 " + what + ", not " + number);
        }
        return number;
    }

    private static String checked(String placeholder, String prefix) {
        if (!placeholder.startsWith(prefix)) {
            throw new IllegalArgumentException(
                    "A placeholder of a value begins with : and one of an attribute with #, not " + placeholder);
        }
        return placeholder;
    }
}
