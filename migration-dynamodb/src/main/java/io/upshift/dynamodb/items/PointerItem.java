package io.upshift.dynamodb.items;

import io.upshift.dynamodb.DynamoDbSession;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * A pointer in an item with the key {@code name} (S), the attribute {@code target} and a {@code version}, which each move
 * is conditional on.
 *
 * @param table which has the single key {@code name}
 * @param name the key of the item
 * @param initial what is meant while there is no item
 */
public record PointerItem(String table, String name, String initial) implements TablePointer {
    /** For the service: look it up strongly consistent, and not more seldom than writers may be held. */
    public String read(DynamoDbClient client) {
        return pointed(client).table();
    }

    @Override
    public Pointed read(DynamoDbSession session) {
        return session.retry(() -> pointed(session.client()));
    }

    @Override
    public boolean move(DynamoDbSession session, Pointed expected, String target) {
        try {
            session.retry(() -> session.client()
                    .updateItem(request -> request.tableName(table)
                            .key(key())
                            .updateExpression("set target = :target, version = :next")
                            .conditionExpression(
                                    expected.version() == 0 ? "attribute_not_exists(version)" : "version = :version")
                            .expressionAttributeValues(values(expected, target))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            // Also what a repeated request gets when the reply to the first one was lost.
            return read(session).equals(new Pointed(target, expected.version() + 1));
        }
    }

    private Pointed pointed(DynamoDbClient client) {
        var response =
                client.getItem(request -> request.tableName(table).key(key()).consistentRead(true));
        if (!response.hasItem()) {
            return new Pointed(initial, 0);
        }
        AttributeValue target = response.item().get("target");
        AttributeValue version = response.item().get("version");
        return new Pointed(target == null ? initial : target.s(), version == null ? 0 : Long.parseLong(version.n()));
    }

    private static Map<String, AttributeValue> values(Pointed expected, String target) {
        AttributeValue next = number(expected.version() + 1);
        return expected.version() == 0
                ? Map.of(":target", AttributeValue.fromS(target), ":next", next)
                : Map.of(
                        ":target", AttributeValue.fromS(target), ":next", next, ":version", number(expected.version()));
    }

    private Map<String, AttributeValue> key() {
        return Map.of("name", AttributeValue.fromS(name));
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
