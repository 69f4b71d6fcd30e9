package io.upshift.dynamodb;

import io.upshift.Migration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Quoted by docs/dynamodb.md. */
final class SeedStatuses1709123456790 implements Migration<DynamoDbSession> {

    @Override
    public void up(DynamoDbSession db) {
        db.write(TransactWriteItem.builder()
                .put(put -> put.tableName("order_status_history")
                        .item(Map.of("orderId", AttributeValue.fromS("none"), "timestamp", AttributeValue.fromN("0")))
                        .conditionExpression("attribute_not_exists(orderId)"))
                .build());
    }

    @Override
    public void down(DynamoDbSession db) {
        db.write(TransactWriteItem.builder()
                .delete(delete -> delete.tableName("order_status_history")
                        .key(Map.of("orderId", AttributeValue.fromS("none"), "timestamp", AttributeValue.fromN("0"))))
                .build());
    }
}
