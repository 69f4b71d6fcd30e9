package io.upshift.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class EmbeddedDynamoDbTest {
    @Test
    void tablesStayInTheFolderUntilTheNextCommand(@TempDir Path folder) {
        Path data = folder.resolve("some").resolve("dynamodb");
        try (DynamoDbServer server = DynamoDbServer.embedded(data);
                DynamoDbClient client = server.account("orders").client()) {
            client.createTable(request -> request.tableName("kept")
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .billingMode(BillingMode.PAY_PER_REQUEST));
        }

        try (DynamoDbServer server = DynamoDbServer.embedded(data);
                DynamoDbClient client = server.account("orders").client();
                DynamoDbClient other = server.account("stock").client()) {
            assertThat(client.listTables().tableNames()).containsExactly("kept");
            assertThat(other.listTables().tableNames()).isEmpty();
        }
    }
}
