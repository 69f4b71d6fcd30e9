package io.upshift.dynamodb;

import io.upshift.Action;
import io.upshift.Target;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import io.upshift.testkit.contract.TargetContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

class DynamoDbContractTest extends TargetContract<DynamoDbSession> {
    private static final String KEPT = "kept";
    private static final String HISTORY = "contract_history";

    private final DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
    private final DynamoDbClient client = account.client();

    @BeforeEach
    void makeTable() {
        client.createTable(request -> request.tableName(KEPT)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build()));
    }

    @AfterEach
    void deleteTables() {
        client.close();
        account.close();
    }

    @Override
    protected Target<DynamoDbSession> target() {
        return DynamoDbTarget.of(client).settings(DynamoDbSettings.defaults().table(HISTORY));
    }

    @Override
    protected Action<DynamoDbSession> keep(String text) {
        return session -> session.write(TransactWriteItem.builder()
                .put(put -> put.tableName(KEPT).item(Map.of("id", AttributeValue.fromS(text))))
                .build());
    }

    @Override
    protected List<String> kept() {
        return client.scan(request -> request.tableName(KEPT).consistentRead(true)).items().stream()
                .map(item -> Items.text(item, "id"))
                .toList();
    }

    /** What a waiter does that has seen the lease unchanged for its length. */
    @Override
    protected void loseLock() {
        client.scan(request -> request.tableName(HISTORY).consistentRead(true)).items().stream()
                .filter(item -> LeaseItem.KEY.equals(Items.text(item, "sk")))
                .forEach(item -> client.deleteItem(
                        request -> request.tableName(HISTORY).key(Map.of("pk", item.get("pk"), "sk", item.get("sk")))));
    }
}
