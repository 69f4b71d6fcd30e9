package io.upshift.dynamodb.items;

import io.upshift.BatchFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The service's own code: what it has looked at has to be the same when the item is changed. */
record CodeEdit(ItemUpdate code) implements Edit {
    @Override
    public @Nullable Edited apply(Map<String, AttributeValue> attributes, MarkedUpdate update) throws Exception {
        Item item = new Item(attributes);
        ItemChange change = code.of(item);
        if (change.isNone()) {
            return null;
        }
        item.read().forEach(name -> update.expression().isAsIn(attributes, name));
        change.attributes().forEach((name, value) -> {
            if (value == null) {
                update.remove(name);
            } else {
                update.set(name, value);
            }
        });
        Map<String, AttributeValue> after = change.applied(attributes);
        refuseTooLarge(after, update);
        return new Edited(change.attributes().keySet(), after);
    }

    private static void refuseTooLarge(Map<String, AttributeValue> after, MarkedUpdate update) throws BatchFailure {
        long size = ItemSize.of(after) + update.marker().attribute().length() + update.token().length();
        if (size > ItemSize.MOST) {
            throw new BatchFailure(
                    BatchFailure.Kind.DATA,
                    "an item would have " + size + " bytes after the change, and " + ItemSize.MOST + " are the most",
                    "make the change smaller, or leave the item out",
                    new IllegalArgumentException("item too large"));
        }
    }
}
