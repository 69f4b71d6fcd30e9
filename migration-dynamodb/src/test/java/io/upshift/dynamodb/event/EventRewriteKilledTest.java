package io.upshift.dynamodb.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Report;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import io.upshift.testkit.dynamodb.Faults;
import io.upshift.testkit.dynamodb.Killed;
import io.upshift.testkit.dynamodb.Occasion;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whatever is killed or lost, and while others append: no event is written anew twice, and none is lost. */
class EventRewriteKilledTest {
    private static final Duration LEASE = Duration.ofSeconds(3);

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void everyEventIsWrittenOnceThroughThreeKillsBesideAppends() {
        isWrittenOnce(300, 3);
    }

    @Test
    @Tag("proof")
    void everyEventIsWrittenOnceThroughTwentyKillsBesideAppends() {
        isWrittenOnce(12_000, 20);
    }

    private void isWrittenOnce(int streams, int kills) {
        try (DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
                DynamoDbClient healthy = account.client()) {
            Stock.make(healthy, streams);
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger appended = new AtomicInteger();
            CompletableFuture<Void> appending = CompletableFuture.runAsync(() -> append(healthy, over, appended));
            int killed = 0;
            for (boolean done = false; !done; ) {
                Occasion kill = Occasion.at()
                        .after(20 + random.nextInt(streams / kills))
                        .atMost(killed < kills ? 1 : 0);
                try (DynamoDbClient client = account.client(
                        Faults.killed(kill),
                        Faults.lostReplies(Occasion.at("UpdateItem").share(0.05, random.nextLong())))) {
                    EventRewrite rewrite =
                            Stock.EVENTS.upcast(Stock.chain(Stock.registry())).keepUndo("stock_undo");
                    Stock.Work work = new Stock.Work(rewrite, Optional.empty());
                    done = Stock.runner(client, 2, work, LEASE).migrate() instanceof Report.Completed;
                } catch (Killed e) {
                    assertThat(++killed).as("kills, seed " + seed).isLessThanOrEqualTo(kills);
                }
            }
            over.set(true);
            appending.join();

            assertThat(killed).as("kills, seed " + seed).isEqualTo(kills);
            int third = streams / 3;
            assertThat(Stock.created(healthy))
                    .as("seed " + seed)
                    .isEqualTo(Map.of("v3/0", third + appended.get(), "v3/1", third, "v3/2", third));
            assertThat(Stock.all(healthy)).as("seed " + seed).hasSize(streams * 2 + appended.get());
        }
    }

    /** Writers of the new version, who go on while everything else is killed. */
    private static void append(DynamoDbClient client, AtomicBoolean over, AtomicInteger appended) {
        while (!over.get()) {
            Map<String, AttributeValue> event = Stock.event("new-" + appended.get(), 1, "ItemCreated", 3);
            Stock.put(client, event);
            appended.incrementAndGet();
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
