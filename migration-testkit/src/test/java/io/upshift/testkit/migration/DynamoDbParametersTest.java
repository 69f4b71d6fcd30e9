package io.upshift.testkit.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.aws.FakeAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A test of migrations without PostgreSQL gets what it asks for. */
@MigrationTest
class DynamoDbParametersTest {
    @Test
    void everyTestHasAnAccountWithoutTables(DynamoDbAccount account, DynamoDbClient client, FakeAws fakes) {
        assertThat(client.listTables().tableNames()).isEmpty();
        assertThat(account.accessKeyId()).isNotEmpty();
        assertThat(fakes.rds()).isNotNull();
    }
}
