package io.upshift.dynamodb.items;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a step does to one item. */
interface Edit {
    /**
     * Adds what it sets, removes and requires.
     *
     * @param item as it is
     * @return what it touches; null to leave the item alone
     */
    @Nullable
    Edited apply(Map<String, AttributeValue> item, MarkedUpdate update) throws Exception;

    /**
     * @param touched the attributes that it sets or removes
     * @param after the item as it will be; null when the service computes it
     */
    record Edited(Set<String> touched, @Nullable Map<String, AttributeValue> after) {}
}
