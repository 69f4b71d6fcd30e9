package io.upshift.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.N;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.upshift.OnlineMigration;
import io.upshift.Step;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** Quoted by docs/dynamodb.md. */
final class CreateOrderStatusHistory1709123456789 implements OnlineMigration<DynamoDbSession> {

    @Override
    public List<Step<DynamoDbSession>> steps() {
        return List.of(Tables.create(TableDefinition.of("order_status_history")
                .partitionKey("orderId", S)
                .sortKey("timestamp", N)
                .globalIndex(SecondaryIndex.named("StatusIndex")
                        .partitionKey("status", S)
                        .sortKey("timestamp", N))
                .stream(StreamViewType.NEW_AND_OLD_IMAGES)));
    }
}
