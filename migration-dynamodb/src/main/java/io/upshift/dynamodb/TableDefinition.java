package io.upshift.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/**
 * What a table should be.
 *
 * <p>On demand, without stream, expiry and deletion protection, and encrypted with the service's own key unless set.
 * Immutable: each setter returns a changed copy.
 */
public final class TableDefinition {
    private String name = "";
    private @Nullable KeyAttribute partitionKey;
    private @Nullable KeyAttribute sortKey;
    private List<SecondaryIndex> globalIndexes = List.of();
    private List<SecondaryIndex> localIndexes = List.of();
    private Capacity capacity = Capacity.onDemand();
    private @Nullable StreamViewType stream;
    private String timeToLive = "";
    private String kmsKey = "";
    private Map<String, String> tags = Map.of();
    private boolean deletionProtection;

    private TableDefinition() {}

    /** A table without a key yet. */
    public static TableDefinition of(String name) {
        return new TableDefinition().with(copy -> copy.name = name);
    }

    public TableDefinition partitionKey(String attribute, ScalarAttributeType type) {
        return with(copy -> copy.partitionKey = new KeyAttribute(attribute, type));
    }

    public TableDefinition sortKey(String attribute, ScalarAttributeType type) {
        return with(copy -> copy.sortKey = new KeyAttribute(attribute, type));
    }

    public TableDefinition globalIndex(SecondaryIndex index) {
        return with(copy -> copy.globalIndexes = plus(globalIndexes, index));
    }

    /** Can't be added to a table later. */
    public TableDefinition localIndex(SecondaryIndex index) {
        return with(copy -> copy.localIndexes = plus(localIndexes, index));
    }

    public TableDefinition provisioned(long readUnits, long writeUnits) {
        return with(copy -> copy.capacity = Capacity.provisioned(readUnits, writeUnits));
    }

    public TableDefinition stream(StreamViewType view) {
        return with(copy -> copy.stream = view);
    }

    /** Items expire at the epoch second in this attribute. */
    public TableDefinition timeToLive(String attribute) {
        return with(copy -> copy.timeToLive = attribute);
    }

    /** Encrypts with this KMS key, by id, ARN or alias. */
    public TableDefinition encryptedWith(String kmsKey) {
        return with(copy -> copy.kmsKey = kmsKey);
    }

    public TableDefinition tag(String key, String value) {
        Map<String, String> more = new TreeMap<>(tags);
        more.put(key, value);
        return with(copy -> copy.tags = Map.copyOf(more));
    }

    public TableDefinition deletionProtection() {
        return with(copy -> copy.deletionProtection = true);
    }

    /** The table's name. */
    public String name() {
        return name;
    }

    String timeToLive() {
        return timeToLive;
    }

    List<SecondaryIndex> globalIndexes() {
        return globalIndexes;
    }

    List<SecondaryIndex> localIndexes() {
        return localIndexes.stream().map(index -> index.local(keys().get(0))).toList();
    }

    List<KeyAttribute> keys() {
        if (partitionKey == null) {
            throw new IllegalArgumentException("The table " + name + " has no partition key: call .partitionKey(…)");
        }
        return sortKey == null ? List.of(partitionKey) : List.of(partitionKey, sortKey);
    }

    CreateTableRequest request() {
        List<KeyAttribute> all = Stream.concat(
                        keys().stream(),
                        Stream.concat(globalIndexes.stream(), localIndexes().stream())
                                .flatMap(index -> index.keys().stream()))
                .toList();
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(name)
                .keySchema(SecondaryIndex.keySchema(keys()))
                .attributeDefinitions(SecondaryIndex.attributes(all))
                .billingMode(capacity.isOnDemand() ? BillingMode.PAY_PER_REQUEST : BillingMode.PROVISIONED);
        if (!capacity.isOnDemand()) {
            request.provisionedThroughput(throughput(capacity));
        }
        if (!globalIndexes.isEmpty()) {
            request.globalSecondaryIndexes(
                    globalIndexes.stream().map(this::global).toList());
        }
        if (!localIndexes.isEmpty()) {
            request.localSecondaryIndexes(localIndexes().stream()
                    .map(index -> LocalSecondaryIndex.builder()
                            .indexName(index.name())
                            .keySchema(index.keySchema())
                            .projection(index.projection())
                            .build())
                    .toList());
        }
        StreamViewType view = stream;
        if (view != null) {
            request.streamSpecification(spec -> spec.streamEnabled(true).streamViewType(view));
        }
        if (!kmsKey.isEmpty()) {
            request.sseSpecification(
                    spec -> spec.enabled(true).sseType(SSEType.KMS).kmsMasterKeyId(kmsKey));
        }
        if (!tags.isEmpty()) {
            request.tags(tags.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList());
        }
        if (deletionProtection) {
            request.deletionProtectionEnabled(true);
        }
        return request.build();
    }

    static ProvisionedThroughput throughput(Capacity capacity) {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(capacity.readUnits())
                .writeCapacityUnits(capacity.writeUnits())
                .build();
    }

    private GlobalSecondaryIndex global(SecondaryIndex index) {
        GlobalSecondaryIndex.Builder builder = GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(index.keySchema())
                .projection(index.projection());
        Capacity units = index.capacity().isOnDemand() ? capacity : index.capacity();
        return units.isOnDemand()
                ? builder.build()
                : builder.provisionedThroughput(throughput(units)).build();
    }

    private static List<SecondaryIndex> plus(List<SecondaryIndex> indexes, SecondaryIndex one) {
        List<SecondaryIndex> more = new ArrayList<>(indexes);
        more.add(one);
        return List.copyOf(more);
    }

    private TableDefinition with(Consumer<TableDefinition> change) {
        TableDefinition copy = new TableDefinition();
        copy.name = name;
        copy.partitionKey = partitionKey;
        copy.sortKey = sortKey;
        copy.globalIndexes = globalIndexes;
        copy.localIndexes = localIndexes;
        copy.capacity = capacity;
        copy.stream = stream;
        copy.timeToLive = timeToLive;
        copy.kmsKey = kmsKey;
        copy.tags = tags;
        copy.deletionProtection = deletionProtection;
        change.accept(copy);
        return copy;
    }
}
