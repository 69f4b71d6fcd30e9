package io.upshift.dynamodb.items;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the service computes itself, from the item as it is by then. */
record DeclaredEdit(Map<String, String> sets) implements Edit {
    @Override
    public Edited apply(Map<String, AttributeValue> item, MarkedUpdate update) {
        sets.forEach(update::set);
        return new Edited(sets.keySet(), null);
    }
}
