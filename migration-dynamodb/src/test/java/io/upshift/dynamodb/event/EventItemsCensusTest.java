package io.upshift.dynamodb.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.event.EventCensus;
import io.upshift.event.EventRegistry;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class EventItemsCensusTest {
    @Test
    void everyVersionIsCountedOrEstimated() {
        try (DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
                DynamoDbClient client = account.client()) {
            EventRegistry<?> registry = Stock.registry().build();
            Stock.make(client, 300);
            Map<String, AttributeValue> odd = Stock.event("odd", 1, "ItemCreated", 0);
            odd.put("schemaVersion", AttributeValue.fromBool(true));
            Stock.put(client, odd);

            EventCensus census = Stock.EVENTS.census(client, registry);
            assertThat(census.toText(registry)).isEqualTo("""
                601 events, all counted
                ItemCreated v1                                    100
                ItemCreated v2                                    100
                ItemCreated v3                                    100
                StockAdjusted v1                                  300
                (version is no number)                              1
                """);

            EventCensus sample = Stock.EVENTS.sample(client, registry, 10);
            assertThat(sample.draws()).isEqualTo(100);
            assertThat(sample.isExact()).isFalse();
            assertThat(sample.sample()).isBetween(1L, 300L);
            assertThat(sample.deletable(registry)).isEmpty();
            assertThatThrownBy(() -> Stock.EVENTS.sample(client, registry, 101))
                    .hasMessageContaining("more than 0 and at most 100");
        }
    }
}
