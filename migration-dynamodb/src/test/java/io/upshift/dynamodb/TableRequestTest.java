package io.upshift.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What a table is made with that DynamoDB Local doesn't keep. */
class TableRequestTest {
    private static final TableDefinition PLAIN = TableDefinition.of("orders").partitionKey("id", ScalarAttributeType.S);

    @Test
    void tagsAndTheKeyGoWithTheCreation() {
        CreateTableRequest request = PLAIN.tag("team", "orders")
                .tag("stage", "live")
                .encryptedWith("alias/orders")
                .request();

        assertThat(request.tags())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .containsExactly("stage=live", "team=orders");
        assertThat(request.sseSpecification().enabled()).isTrue();
        assertThat(request.sseSpecification().sseType()).isEqualTo(SSEType.KMS);
        assertThat(request.sseSpecification().kmsMasterKeyId()).isEqualTo("alias/orders");
    }

    @Test
    void withoutThemNeitherIsAskedFor() {
        assertThat(PLAIN.request().hasTags()).isFalse();
        assertThat(PLAIN.request().sseSpecification()).isNull();
    }

    @Test
    void aTableWithoutAKeyIsRefusedWhereItIsWritten() {
        assertThatThrownBy(() -> Tables.create(TableDefinition.of("orders")))
                .hasMessageContaining("The table orders has no partition key");
    }
}
