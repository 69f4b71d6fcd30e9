package io.upshift.dynamodb.items;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What becomes of an item: attributes that are set or removed; the others stay. Immutable. */
public final class ItemChange {
    private static final ItemChange NONE = new ItemChange(Map.of());

    /** Null for those that are removed. */
    private final Map<String, @Nullable AttributeValue> attributes;

    private ItemChange(Map<String, @Nullable AttributeValue> attributes) {
        this.attributes = attributes;
    }

    /** The item stays as it is, without a marker. */
    public static ItemChange none() {
        return NONE;
    }

    public ItemChange set(String attribute, AttributeValue value) {
        return with(attribute, value);
    }

    public ItemChange set(String attribute, String text) {
        return with(attribute, AttributeValue.fromS(text));
    }

    public ItemChange set(String attribute, long number) {
        return with(attribute, AttributeValue.fromN(Long.toString(number)));
    }

    public ItemChange set(String attribute, BigDecimal number) {
        return with(attribute, AttributeValue.fromN(number.toPlainString()));
    }

    public ItemChange set(String attribute, boolean value) {
        return with(attribute, AttributeValue.fromBool(value));
    }

    public ItemChange remove(String attribute) {
        return with(attribute, null);
    }

    boolean isNone() {
        return attributes.isEmpty();
    }

    Map<String, @Nullable AttributeValue> attributes() {
        return attributes;
    }

    Map<String, AttributeValue> applied(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> changed = new HashMap<>(item);
        attributes.forEach((name, value) -> {
            if (value == null) {
                changed.remove(name);
            } else {
                changed.put(name, value);
            }
        });
        return changed;
    }

    private ItemChange with(String attribute, @Nullable AttributeValue value) {
        Map<String, @Nullable AttributeValue> more = new HashMap<>(attributes);
        more.put(attribute, value);
        return new ItemChange(more);
    }
}
