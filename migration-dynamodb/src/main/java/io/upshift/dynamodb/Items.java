package io.upshift.dynamodb;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute values from Java's and back. */
final class Items {
    private Items() {}

    static AttributeValue of(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue of(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static AttributeValue of(boolean value) {
        return AttributeValue.fromBool(value);
    }

    /** An absent attribute reads as empty. */
    static String text(Map<String, AttributeValue> item, String name) {
        String text = optional(item, name);
        return text == null ? "" : text;
    }

    static @Nullable String optional(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? null : value.s();
    }

    /** An absent attribute reads as 0. */
    static long number(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.n() == null ? 0 : Long.parseLong(value.n());
    }

    /** An absent attribute reads as false. */
    static boolean is(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value != null && Boolean.TRUE.equals(value.bool());
    }

    static Map<String, AttributeValue> with(Map<String, AttributeValue> item, String name, AttributeValue value) {
        Map<String, AttributeValue> more = new HashMap<>(item);
        more.put(name, value);
        return more;
    }
}
