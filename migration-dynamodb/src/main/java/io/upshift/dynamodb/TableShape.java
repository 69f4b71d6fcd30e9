package io.upshift.dynamodb;

import io.upshift.StepException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** What the service says of a table, in words that can be compared and shown. */
final class TableShape {
    private TableShape() {}

    static @Nullable TableDescription find(DynamoDbClient client, String table) {
        try {
            return Retries.call(() -> client.describeTable(request -> request.tableName(table)))
                    .table();
        } catch (ResourceNotFoundException e) {
            return null;
        }
    }

    static TableDescription get(DynamoDbClient client, String table) throws StepException {
        TableDescription description = find(client, table);
        if (description == null) {
            throw new StepException("there is no table " + table, "make it in an earlier migration");
        }
        return description;
    }

    /** What keeps a table from being changed now; null when nothing does. */
    static @Nullable String busy(TableDescription table) {
        if (table.tableStatus() != TableStatus.ACTIVE) {
            return table.tableName() + " is " + table.tableStatusAsString();
        }
        if (!table.hasGlobalSecondaryIndexes()) {
            return null;
        }
        return table.globalSecondaryIndexes().stream()
                .filter(index -> index.indexStatus() != IndexStatus.ACTIVE)
                .map(index -> "the index " + index.indexName() + " is " + index.indexStatusAsString()
                        + (Boolean.TRUE.equals(index.backfilling()) ? ", backfilling" : ""))
                .findFirst()
                .orElse(null);
    }

    /** The key with its types, such as {@code orderId (S), timestamp (N)}. */
    static String keys(TableDescription table) {
        return keys(table.keySchema(), table.attributeDefinitions());
    }

    static String keys(List<KeySchemaElement> keys, List<AttributeDefinition> attributes) {
        Map<String, String> types = new TreeMap<>();
        attributes.forEach(
                attribute -> types.put(attribute.attributeName(), String.valueOf(attribute.attributeTypeAsString())));
        return keys.stream()
                .map(key -> key.attributeName() + " (" + types.get(key.attributeName()) + ")")
                .collect(Collectors.joining(", "));
    }

    static String index(
            String name, List<KeySchemaElement> keys, Projection projection, List<AttributeDefinition> all) {
        return name + " on " + on(keys, projection, all);
    }

    /** An index without its name. */
    static String on(List<KeySchemaElement> keys, Projection projection, List<AttributeDefinition> all) {
        String projected = projection.hasNonKeyAttributes()
                ? projection.nonKeyAttributes().stream().sorted().collect(Collectors.joining(", ", " of ", ""))
                : "";
        return keys(keys, all) + ", projecting " + projection.projectionTypeAsString() + projected;
    }
}
