package io.upshift.dynamodb;

import io.upshift.Entry;
import io.upshift.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** One service's items in the tracking table; {@link DynamoDbTarget} says what they hold. Every read is consistent. */
final class TrackingTable {
    static final String PARTITION_KEY = "pk";
    static final String SORT_KEY = "sk";
    private static final String SUFFIX = "_dynamodb_migrations";

    private final DynamoDbClient client;
    private final String name;
    private final Service service;

    TrackingTable(DynamoDbClient client, String name, Service service) {
        this.client = client;
        this.name = name;
        this.service = service;
    }

    /** The table's name unless another one is set; characters that a name can't hold become underscores. */
    static String defaultName(Service service) {
        return service.name().replaceAll("[^a-zA-Z0-9_.-]", "_") + SUFFIX;
    }

    /** Whether a table is a tracking table, of whatever service. */
    static boolean isOne(String table, String set) {
        String beside = DynamoDbConnection.HISTORY_BESIDE_A_REGISTRY;
        String base = table.endsWith(beside) ? table.substring(0, table.length() - beside.length()) : table;
        return base.equals(set) || base.endsWith(SUFFIX);
    }

    String name() {
        return name;
    }

    DynamoDbClient client() {
        return client;
    }

    Service service() {
        return service;
    }

    Map<String, AttributeValue> key(String sortKey) {
        return Map.of(PARTITION_KEY, Items.of(service.name()), SORT_KEY, Items.of(sortKey));
    }

    Map<String, AttributeValue> item(String sortKey, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.putAll(key(sortKey));
        return item;
    }

    Update.Builder update(String sortKey) {
        return Update.builder().tableName(name).key(key(sortKey));
    }

    @Nullable
    Map<String, AttributeValue> get(String sortKey) {
        var response = Retries.call(() -> client.getItem(
                request -> request.tableName(name).key(key(sortKey)).consistentRead(true)));
        return response.hasItem() ? response.item() : null;
    }

    /** The fence; {@link Fence#NONE} when there is none yet. */
    Fence fence() {
        Map<String, AttributeValue> item = get(Fence.KEY);
        return item == null ? Fence.NONE : Fence.read(item);
    }

    /** The entries up to a length, in their order: an unchanging part of the chain, however many pages it has. */
    List<Entry> entries(long length) {
        List<Entry> entries = new ArrayList<>();
        if (length == 0) {
            return entries;
        }
        Map<String, AttributeValue> start = Map.of();
        do {
            QueryRequest.Builder query = QueryRequest.builder()
                    .tableName(name)
                    .consistentRead(true)
                    .keyConditionExpression("pk = :service and sk between :first and :last")
                    .expressionAttributeValues(Map.of(
                            ":service", Items.of(service.name()),
                            ":first", Items.of(EntryItem.sortKey(1)),
                            ":last", Items.of(EntryItem.sortKey(length))));
            if (!start.isEmpty()) {
                query.exclusiveStartKey(start);
            }
            var page = Retries.call(() -> client.query(query.build()));
            page.items().forEach(item -> entries.add(EntryItem.read(service.name(), item)));
            start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
        } while (!start.isEmpty());
        return entries;
    }

    TransactWriteItem put(Entry entry) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(name).item(item(EntryItem.sortKey(entry.position()), EntryItem.of(entry))))
                .build();
    }

    /** All or nothing. */
    void write(String token, List<TransactWriteItem> writes) {
        TransactWriteItemsRequest request = TransactWriteItemsRequest.builder()
                .transactItems(writes)
                .clientRequestToken(token)
                .build();
        Retries.call(() -> client.transactWriteItems(request));
    }
}
