package io.upshift.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * A secondary index of a table, global or local.
 *
 * <p>Projects all attributes and has the table's billing mode unless set. Immutable: each setter returns a changed copy.
 */
public final class SecondaryIndex {
    private final String name;
    private final @Nullable KeyAttribute partitionKey;
    private final @Nullable KeyAttribute sortKey;
    private final ProjectionType projection;
    private final Set<String> projected;
    private final Capacity capacity;

    private SecondaryIndex(
            String name,
            @Nullable KeyAttribute partitionKey,
            @Nullable KeyAttribute sortKey,
            ProjectionType projection,
            Set<String> projected,
            Capacity capacity) {
        this.name = name;
        this.partitionKey = partitionKey;
        this.sortKey = sortKey;
        this.projection = projection;
        this.projected = projected;
        this.capacity = capacity;
    }

    /** An index without a key yet. */
    public static SecondaryIndex named(String name) {
        return new SecondaryIndex(name, null, null, ProjectionType.ALL, Set.of(), Capacity.onDemand());
    }

    /** Of a global index; a local one has its table's. */
    public SecondaryIndex partitionKey(String attribute, ScalarAttributeType type) {
        return new SecondaryIndex(name, new KeyAttribute(attribute, type), sortKey, projection, projected, capacity);
    }

    public SecondaryIndex sortKey(String attribute, ScalarAttributeType type) {
        return new SecondaryIndex(
                name, partitionKey, new KeyAttribute(attribute, type), projection, projected, capacity);
    }

    /** Projects the keys alone. */
    public SecondaryIndex keysOnly() {
        return new SecondaryIndex(name, partitionKey, sortKey, ProjectionType.KEYS_ONLY, Set.of(), capacity);
    }

    /** Projects the keys and these attributes. */
    public SecondaryIndex including(String... attributes) {
        Set<String> included = new TreeSet<>(List.of(attributes));
        return new SecondaryIndex(name, partitionKey, sortKey, ProjectionType.INCLUDE, included, capacity);
    }

    /** The capacity of a global index on a provisioned table, which has to have one. */
    public SecondaryIndex provisioned(long readUnits, long writeUnits) {
        Capacity given = Capacity.provisioned(readUnits, writeUnits);
        return new SecondaryIndex(name, partitionKey, sortKey, projection, projected, given);
    }

    String name() {
        return name;
    }

    Capacity capacity() {
        return capacity;
    }

    /** With the partition key of its table. */
    SecondaryIndex local(KeyAttribute partitionKey) {
        if (this.partitionKey != null) {
            throw new IllegalArgumentException(
                    "The local index " + name + " has its table's partition key: leave it out");
        }
        return new SecondaryIndex(name, partitionKey, sortKey, projection, projected, capacity);
    }

    List<KeyAttribute> keys() {
        List<KeyAttribute> keys = new ArrayList<>();
        if (partitionKey == null) {
            throw new IllegalArgumentException("The index " + name + " has no partition key: call .partitionKey(…)");
        }
        keys.add(partitionKey);
        if (sortKey != null) {
            keys.add(sortKey);
        }
        return keys;
    }

    List<KeySchemaElement> keySchema() {
        return keySchema(keys());
    }

    static List<KeySchemaElement> keySchema(List<KeyAttribute> keys) {
        List<KeySchemaElement> elements = new ArrayList<>();
        for (KeyAttribute key : keys) {
            elements.add(KeySchemaElement.builder()
                    .attributeName(key.name())
                    .keyType(elements.isEmpty() ? KeyType.HASH : KeyType.RANGE)
                    .build());
        }
        return elements;
    }

    static List<AttributeDefinition> attributes(List<KeyAttribute> keys) {
        return keys.stream()
                .distinct()
                .map(key -> AttributeDefinition.builder()
                        .attributeName(key.name())
                        .attributeType(key.type())
                        .build())
                .toList();
    }

    Projection projection() {
        Projection.Builder builder = Projection.builder().projectionType(projection);
        return projected.isEmpty()
                ? builder.build()
                : builder.nonKeyAttributes(projected).build();
    }

    /** The same words as {@link TableShape#index} has for what is there. */
    String shape() {
        return TableShape.index(name, keySchema(), projection(), attributes(keys()));
    }
}
