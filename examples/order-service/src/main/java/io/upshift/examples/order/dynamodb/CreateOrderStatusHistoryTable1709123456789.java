package io.upshift.examples.order.dynamodb;

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

/** What became of an order when, and all orders that took a status by time. */
public final class CreateOrderStatusHistoryTable1709123456789 implements OnlineMigration<DynamoDbSession> {

    @Override
    public List<Step<DynamoDbSession>> steps() {
        return List.of(Tables.create(TableDefinition.of("order_status_history")
                .partitionKey("orderId", ScalarAttributeType.S)
                .sortKey("timestamp", ScalarAttributeType.N)
                .globalIndex(SecondaryIndex.named("StatusIndex")
                        .partitionKey("status", ScalarAttributeType.S)
                        .sortKey("timestamp", ScalarAttributeType.N))
                .provisioned(5, 5)
                .stream(StreamViewType.NEW_AND_OLD_IMAGES)));
    }

    @Override
    public String revision() {
        return "1";
    }

    @Override
    public Metadata metadata() {
        return Metadata.of("Creates the table of order status changes")
                .version("1.1.0")
                .author("Ana Silva")
                .date(LocalDate.of(2024, 2, 28))
                .owner("order-team")
                .estimatedDuration(Duration.ofSeconds(30))
                .impactedTables("order_status_history");
    }
}
