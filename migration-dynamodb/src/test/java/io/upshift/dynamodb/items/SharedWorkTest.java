package io.upshift.dynamodb.items;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Report;
import io.upshift.dynamodb.items.Orders.Work;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class SharedWorkTest {
    private final DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
    private final DynamoDbClient client = account.client();

    @AfterEach
    void deleteTables() {
        client.close();
        account.close();
    }

    @Test
    void twoInstancesOfFiveWorkersEachShareTheSegmentsAndChangeEachItemOnce() {
        Orders.make(client, 600);
        List<AtomicInteger> byInstance = List.of(new AtomicInteger(), new AtomicInteger());
        ExecutorService instances = Executors.newFixedThreadPool(2);
        List<CompletableFuture<Report>> reports = new ArrayList<>();
        for (AtomicInteger calls : byInstance) {
            ItemBackfill slow = ItemBackfill.table(Orders.TABLE).segments(16).update(order -> {
                calls.incrementAndGet();
                Thread.sleep(5);
                return ItemChange.none().set("cents", order.number("cents").longValueExact() + 1);
            });
            reports.add(CompletableFuture.supplyAsync(
                    () -> Orders.runner(Orders.target(client), 5, Work.of(slow)).migrate(), instances));
        }

        assertThat(reports.stream().map(CompletableFuture::join))
                .hasOnlyElementsOfTypes(Report.Completed.class, Report.UpToDate.class);
        instances.shutdown();
        assertThat(Orders.wrong(client, 600, 1)).isEmpty();
        assertThat(Progress.of(client)).isEqualTo(new Progress(600, 600));
        assertThat(byInstance).allSatisfy(calls -> assertThat(calls.get()).isPositive());
    }
}
