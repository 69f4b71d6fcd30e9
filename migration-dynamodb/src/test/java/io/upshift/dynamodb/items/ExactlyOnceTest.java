package io.upshift.dynamodb.items;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.dynamodb.items.Orders.Work;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import io.upshift.testkit.dynamodb.Faults;
import io.upshift.testkit.dynamodb.Killed;
import io.upshift.testkit.dynamodb.Occasion;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** An increment, which isn't idempotent, on a network where everything goes wrong. */
class ExactlyOnceTest {
    private static final String[] WRITES = {"UpdateItem", "PutItem", "BatchWriteItem", "TransactWriteItems"};
    private static final String PARTITION = "arn:aws:dynamodb:us-east-1:000000000000:table/orders";

    private final DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
    private final DynamoDbClient healthy = account.client();

    @AfterEach
    void deleteTables() {
        healthy.close();
        account.close();
    }

    @Test
    void eachOf2000ItemsIsChangedOnceThroughFiveKills() {
        isChangedOnce(2_000, 5);
    }

    @Test
    @Tag("proof")
    void eachOf100000ItemsIsChangedOnceThroughTwentyKills() {
        isChangedOnce(100_000, 20);
    }

    private void isChangedOnce(int items, int kills) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Orders.make(healthy, items);
        int killed = 0;
        int runs = 0;
        boolean done = false;
        while (!done) {
            assertThat(++runs).as("runs until the work is done").isLessThan(kills * 3);
            // Spread over the work, which is a little more than a call an item.
            int calls = 10 + random.nextInt(items * 3 / 2 / kills);
            Occasion kill = Occasion.at().after(calls).atMost(killed < kills ? 1 : 0);
            try (DynamoDbClient client = unlucky(random, kill)) {
                done = runner(client).migrate() instanceof Report.Completed;
            } catch (Killed e) {
                killed++;
            }
        }
        assertThat(Orders.wrong(healthy, items, 1)).as("seed " + seed).isEmpty();
        assertThat(Orders.all(healthy)).hasSize(items);
        assertThat(Progress.of(healthy)).as("seed " + seed).isEqualTo(new Progress(items, items));
        assertThat(killed).as("kills, seed " + seed).isEqualTo(kills);
    }

    private DynamoDbClient unlucky(Random random, Occasion kill) {
        return withoutRetries(
                Faults.killed(kill),
                Faults.throttling(
                        Occasion.at("UpdateItem", "Scan").share(0.3, random.nextLong()),
                        "TableWriteKeyRangeThroughputExceeded",
                        PARTITION),
                Faults.unprocessed(Occasion.at("BatchWriteItem").share(0.3, random.nextLong())),
                Faults.conflicts(Occasion.at("PutItem").share(0.1, random.nextLong())),
                Faults.lostReplies(Occasion.at(WRITES).share(0.05, random.nextLong())),
                Faults.duplicates(Occasion.at(WRITES).share(0.1, random.nextLong()), healthy, Duration.ofMillis(500)));
    }

    /** The SDK pauses for up to a second after each throttled try, which would make this an hour. */
    private DynamoDbClient withoutRetries(ExecutionInterceptor... faults) {
        return DynamoDbClient.builder()
                .endpointOverride(account.endpoint())
                .region(Region.of(account.region()))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(account.accessKeyId(), "none")))
                .overrideConfiguration(override -> override.executionInterceptors(List.of(faults))
                        .retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private static MigrationRunner<DynamoDbSession> runner(DynamoDbClient client) {
        return Orders.runner(
                Orders.impatient(client),
                6,
                Work.of(Orders.increment().segments(12).keepUndo("orders_undo")));
    }
}
