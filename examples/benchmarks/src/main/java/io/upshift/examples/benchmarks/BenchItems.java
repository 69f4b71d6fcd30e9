package io.upshift.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The table: items of about 400 bytes, of which each gets another {@code cents}. */
final class BenchItems {
    static final String TABLE = "big";
    private static final int AT_ONCE = 25;
    private static final String PAD = "p".repeat(350);

    private BenchItems() {}

    static void make(DynamoDbClient client, int items) {
        client.createTable(request -> request.tableName(TABLE)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST));
        for (int begin = 0; begin < items; begin += AT_ONCE) {
            List<WriteRequest> batch = new ArrayList<>();
            for (int number = begin; number < Math.min(items, begin + AT_ONCE); number++) {
                PutRequest put = PutRequest.builder()
                        .item(Map.of(
                                "id", AttributeValue.fromS(id(number)),
                                "cents", AttributeValue.fromN("0"),
                                "pad", AttributeValue.fromS(PAD)))
                        .build();
                batch.add(WriteRequest.builder().putRequest(put).build());
            }
            client.batchWriteItem(request -> request.requestItems(Map.of(TABLE, batch)));
        }
    }

    static String id(int number) {
        return "item-" + number;
    }

    /** How many were changed exactly once. */
    static int changed(DynamoDbClient client) {
        return client
                .scanPaginator(request -> request.tableName(TABLE)
                        .select(Select.COUNT)
                        .filterExpression("cents = :one")
                        .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))))
                .stream()
                .mapToInt(page -> page.count())
                .sum();
    }
}
