package io.upshift.examples.inventory.dynamodb;

import io.upshift.Metadata;
import io.upshift.OnlineMigration;
import io.upshift.Step;
import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.dynamodb.SecondaryIndex;
import io.upshift.dynamodb.TableDefinition;
import io.upshift.dynamodb.Tables;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** The event store: an item's events in order, and all events of a type by time. */
public final class CreateInventoryEventsTable1709123456789 implements OnlineMigration<DynamoDbSession> {

    @Override
    public List<Step<DynamoDbSession>> steps() {
        return List.of(Tables.create(TableDefinition.of("inventory_events")
                .partitionKey("inventoryItemId", ScalarAttributeType.S)
                .sortKey("sequenceNumber", ScalarAttributeType.N)
                .globalIndex(SecondaryIndex.named("EventTypeIndex")
                        .partitionKey("eventType", ScalarAttributeType.S)
                        .sortKey("timestamp", ScalarAttributeType.S))
                .stream(StreamViewType.NEW_AND_OLD_IMAGES)));
    }

    @Override
    public String revision() {
        return "1";
    }

    @Override
    public Metadata metadata() {
        return Metadata.of("Creates the table of inventory events")
                .version("1.1.0")
                .author("Mei Tanaka")
                .date(LocalDate.of(2024, 2, 28))
                .owner("inventory-team")
                .estimatedDuration(Duration.ofSeconds(30))
                .impactedTables("inventory_events");
    }
}
