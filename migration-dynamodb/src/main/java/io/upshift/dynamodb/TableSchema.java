package io.upshift.dynamodb;

import io.upshift.Schema;
import io.upshift.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * Tables as objects of a schema. Units of capacity are left out, because autoscaling moves them, and tags, because many
 * tools write them; so is what differs between two accounts, such as ARNs.
 */
final class TableSchema {
    private static final String DIALECT = "dynamodb";
    private static final String ON = "on";

    private final DynamoDbClient client;
    private final List<SchemaObject> objects = new ArrayList<>();

    private TableSchema(DynamoDbClient client) {
        this.client = client;
    }

    /** @param isMeant which tables are the service's */
    static Schema read(DynamoDbClient client, Predicate<String> isMeant) {
        TableSchema schema = new TableSchema(client);
        try {
            for (String table : client.listTablesPaginator().tableNames()) {
                TableDescription description = isMeant.test(table) ? TableShape.find(client, table) : null;
                if (description != null) {
                    schema.add(description);
                }
            }
        } catch (SdkException e) {
            throw AwsErrors.run("The tables can't be read", e);
        }
        return new Schema(DIALECT, "", schema.objects);
    }

    private void add(TableDescription table) {
        add(table, "table", TableShape.keys(table));
        add(table, "billing mode", TableDifferences.billing(table));
        String stream = TableDifferences.stream(table.streamSpecification());
        add(table, "stream", stream.equals(TableDifferences.OFF) ? null : stream);
        add(table, "time to live", expiry(table.tableName()));
        add(table, "point-in-time recovery", isRecoverable(table.tableName()) ? ON : null);
        add(table, "deletion protection", Boolean.TRUE.equals(table.deletionProtectionEnabled()) ? ON : null);
        add(
                table,
                "encryption",
                table.sseDescription() == null ? null : table.sseDescription().sseTypeAsString());
        table.globalSecondaryIndexes()
                .forEach(index -> index(
                        table,
                        "global index",
                        index.indexName(),
                        TableShape.on(index.keySchema(), index.projection(), table.attributeDefinitions())));
        table.localSecondaryIndexes()
                .forEach(index -> index(
                        table,
                        "local index",
                        index.indexName(),
                        TableShape.on(index.keySchema(), index.projection(), table.attributeDefinitions())));
    }

    private void add(TableDescription table, String kind, @Nullable String definition) {
        if (definition != null) {
            objects.add(new SchemaObject(kind, table.tableName(), table.tableName(), definition));
        }
    }

    private void index(TableDescription table, String kind, String name, String definition) {
        objects.add(new SchemaObject(kind, table.tableName() + "." + name, table.tableName(), definition));
    }

    private @Nullable String expiry(String table) {
        TimeToLiveDescription expiry = Retries.call(
                        () -> client.describeTimeToLive(request -> request.tableName(table)))
                .timeToLiveDescription();
        boolean isOn = expiry != null
                && (expiry.timeToLiveStatus() == TimeToLiveStatus.ENABLED
                        || expiry.timeToLiveStatus() == TimeToLiveStatus.ENABLING);
        return isOn ? expiry.attributeName() : null;
    }

    /** DynamoDB Local doesn't know the question. */
    private boolean isRecoverable(String table) {
        try {
            return Retries.call(() -> client.describeContinuousBackups(request -> request.tableName(table)))
                            .continuousBackupsDescription()
                            .pointInTimeRecoveryDescription()
                            .pointInTimeRecoveryStatus()
                    == PointInTimeRecoveryStatus.ENABLED;
        } catch (DynamoDbException e) {
            if (AwsErrors.code(e).equals("UnknownOperationException")) {
                return false;
            }
            throw e;
        }
    }
}
