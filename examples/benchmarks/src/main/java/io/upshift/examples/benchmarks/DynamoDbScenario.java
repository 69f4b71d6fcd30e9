package io.upshift.examples.benchmarks;

import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import io.upshift.testkit.dynamodb.Faults;
import io.upshift.testkit.dynamodb.RequestCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Every item of a DynamoDB table is changed, over a network on which each call takes 5 ms; without them one would measure
 * the local server's storage.
 */
final class DynamoDbScenario implements Scenario {
    private static final Duration LATENCY = Duration.ofMillis(5);

    @Override
    public boolean needsServer() {
        return false;
    }

    @Override
    public void run(Bench bench) throws Exception {
        int items = bench.options().rows(100_000, 500);
        String scenario = String.format(Locale.ROOT, "dynamodb/%d", items);
        List<ItemFigures> results = new ArrayList<>();
        for (String way : bench.options().among(ItemWay.NAMES)) {
            results.add(new ItemFigures(ItemWay.named(way)));
        }
        try (DynamoDbServer server = DynamoDbServer.start()) {
            Rounds.rotate(results, bench.options().samples(3, 1), result -> once(bench, server, items, result));
        }
        for (ItemFigures result : results) {
            result.print(bench.figures(), scenario);
        }
    }

    private static void once(Bench bench, DynamoDbServer server, int items, ItemFigures result) throws Exception {
        RequestCount requests = new RequestCount();
        try (DynamoDbAccount account = server.freshAccount();
                DynamoDbClient near = account.client();
                DynamoDbClient far = account.client(requests, Faults.latency(LATENCY))) {
            BenchItems.make(near, items);
            bench.quiet().await();
            Progress.say("%s, %d items", result.way().name(), items);
            long begun = System.nanoTime();
            int changed = result.way().work().change(far, items);
            double seconds = (System.nanoTime() - begun) / 1e9;
            int right = BenchItems.changed(near);
            if (right != changed) {
                throw new IllegalStateException(result.way().name() + " changed " + right + " items of " + changed);
            }
            result.add(changed / seconds, (double) requests.total() / changed);
        }
    }
}
