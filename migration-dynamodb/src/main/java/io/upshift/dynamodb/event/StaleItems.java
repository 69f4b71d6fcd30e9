package io.upshift.dynamodb.event;

import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventRewriting;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Looks whether events are stored that are to be written as their current version.
 *
 * @param streams whose events count; empty for all
 */
record StaleItems(EventItems events, EventRegistry<?> registry, Set<String> streams) {

    /** Reads up to the first one it finds. */
    boolean areIn(DynamoDbSession session) {
        EventRewriting rewriting = new EventRewriting(registry);
        ScanRequest.Builder scan = ItemCensus.scan(events).consistentRead(true);
        @Nullable Map<String, AttributeValue> from = null;
        do {
            ScanRequest request =
                    from == null ? scan.build() : scan.exclusiveStartKey(from).build();
            ScanResponse page = session.retry(() -> session.client().scan(request));
            for (Map<String, AttributeValue> item : page.items()) {
                if (rewriting.isInPlace(events.type(item::get), events.version(item::get))
                        && (streams.isEmpty() || streams.contains(events.stream(item::get)))) {
                    return true;
                }
            }
            from = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
        } while (from != null);
        return false;
    }
}
