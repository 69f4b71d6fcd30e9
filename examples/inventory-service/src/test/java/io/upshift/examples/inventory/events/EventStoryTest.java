package io.upshift.examples.inventory.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventStoryTest {
    @Test
    void whatIsReadIsTheSameBeforeAndAfterTheRewrite() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (Database database = PostgresServer.shared().freshDatabase()) {
            var units =
                    new EventStory(database.dataSource(), new PrintStream(said, true, StandardCharsets.UTF_8)).tell();

            assertThat(units.get(0))
                    .isEqualTo(units.get(1))
                    .isEqualTo(Map.of(
                            "InventoryItemCreated v3",
                            700,
                            "InventoryItemCreated v3 by weight",
                            300,
                            "StockAdjusted v1",
                            1000));
            assertThat(said.toString(StandardCharsets.UTF_8).lines().map(String::stripTrailing))
                    .containsSequence(
                            "Before: 2000 events, all counted",
                            "InventoryItemCreated v1                           600",
                            "InventoryItemCreated v2                           300",
                            "InventoryItemCreated v3                           100",
                            "StockAdjusted v1                                 1000",
                            "to be deleted: []",
                            "",
                            "After: 2000 events, all counted",
                            "InventoryItemCreated v1                             0",
                            "InventoryItemCreated v2                             0",
                            "InventoryItemCreated v3                          1000",
                            "StockAdjusted v1                                 1000",
                            "to be deleted: [InventoryItemCreated v1, InventoryItemCreated v2]");
        }
    }
}
