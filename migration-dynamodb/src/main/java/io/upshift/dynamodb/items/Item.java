package io.upshift.dynamodb.items;

import io.upshift.StepException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item as it was read. It remembers which attributes were looked at: the change is only made if they are still the
 * same. Used by one thread.
 */
public final class Item {
    private final Map<String, AttributeValue> attributes;
    private final Set<String> read = new HashSet<>();

    Item(Map<String, AttributeValue> attributes) {
        this.attributes = attributes;
    }

    /** The value of an attribute; empty when the item doesn't have it. */
    public Optional<AttributeValue> get(String attribute) {
        read.add(attribute);
        return Optional.ofNullable(attributes.get(attribute));
    }

    public boolean has(String attribute) {
        return get(attribute).isPresent();
    }

    /** The text of an attribute of type S. */
    public String text(String attribute) throws StepException {
        return get(attribute).map(AttributeValue::s).orElseThrow(() -> isNot(attribute, "a text"));
    }

    /** The number of an attribute of type N. */
    public BigDecimal number(String attribute) throws StepException {
        return get(attribute)
                .map(AttributeValue::n)
                .map(BigDecimal::new)
                .orElseThrow(() -> isNot(attribute, "a number"));
    }

    /** Everything; all of it counts as looked at. Not to be changed. */
    public Map<String, AttributeValue> attributes() {
        read.addAll(attributes.keySet());
        return attributes;
    }

    Set<String> read() {
        return read;
    }

    private static StepException isNot(String attribute, String what) {
        return new StepException(
                "the attribute " + attribute + " of an item is missing or isn't " + what,
                "ask with has(…) or get(…) first, or leave such items out with where(…)");
    }
}
