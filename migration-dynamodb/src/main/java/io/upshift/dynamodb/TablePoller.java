package io.upshift.dynamodb;

import io.upshift.Poller;
import java.time.Duration;

/** How all waiting for tables is paced: quick for the small ones, and not a burden for the account's API limits. */
final class TablePoller {
    private TablePoller() {}

    static Poller of(DynamoDbSettings settings) {
        return Poller.every(Duration.ofMillis(100), Duration.ofSeconds(10)).atMost(settings.tableWait());
    }
}
