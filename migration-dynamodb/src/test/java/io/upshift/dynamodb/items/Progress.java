package io.upshift.dynamodb.items;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the checkpoints of the first migration add up to. */
record Progress(long passed, long changed) {
    static Progress of(DynamoDbClient client) {
        var ranges = client.query(request -> request.tableName("orders_dynamodb_migrations")
                .keyConditionExpression("pk = :service and begins_with(sk, :ranges)")
                .expressionAttributeValues(Map.of(
                        ":service", AttributeValue.fromS("orders"),
                        ":ranges", AttributeValue.fromS("batch#1-work#0000#range#"))))
                .items();
        return new Progress(
                ranges.stream().mapToLong(range -> Orders.number(range, "passed")).sum(),
                ranges.stream().mapToLong(range -> Orders.number(range, "changed")).sum());
    }
}
