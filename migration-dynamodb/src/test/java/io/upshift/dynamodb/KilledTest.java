package io.upshift.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Change;
import io.upshift.MigrationRunner;
import io.upshift.RevertTo;
import io.upshift.Service;
import io.upshift.State;
import io.upshift.Status;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import io.upshift.testkit.dynamodb.Faults;
import io.upshift.testkit.dynamodb.Killed;
import io.upshift.testkit.dynamodb.Occasion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The process ends right after each of its calls in turn; the next run repairs it. */
class KilledTest {
    private static final SecondaryIndex INDEX =
            SecondaryIndex.named("by_name").partitionKey("name", ScalarAttributeType.S);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRunThatWasKilledAfterACallIsRepairedByRunningAgain(boolean revert) {
        for (int point = revert ? 4 : 2; isKilled(point, revert); point += 13) {
            assertThat(point).as("places to be killed at").isLessThan(200);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("proof")
    void aRunThatWasKilledAfterAnyCallIsRepairedByRunningAgain(boolean revert) {
        int point = 0;
        while (isKilled(point, revert)) {
            point++;
        }
        assertThat(point).as("places to be killed at").isGreaterThan(15);
    }

    /** @return false when the run came to its end before the point */
    private static boolean isKilled(int point, boolean revert) {
        try (DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
                DynamoDbClient healthy = account.client();
                DynamoDbClient doomed =
                        account.client(Faults.killed(Occasion.at().after(point).atMost(1)))) {
            if (revert) {
                runner(Sample.target(healthy)).migrate();
            }
            boolean killed = ends(() -> run(runner(Sample.target(doomed)), revert));
            MigrationRunner<DynamoDbSession> next = runner(
                    hasLease(healthy) ? Sample.target(healthy).nanoTime(pastTheLease()) : Sample.target(healthy));
            run(next, revert);
            assertThat(next.validate()).as("killed after call " + point).isEmpty();
            if (revert) {
                assertThat(healthy.listTables().tableNames()).containsExactly(Sample.TRACKING);
            } else {
                assertThat(next.status().migrations())
                        .as("killed after call " + point)
                        .extracting(Status.Line::state)
                        .containsOnly(State.APPLIED);
                assertThat(Sample.ran(healthy, 2))
                        .as("killed after call " + point)
                        .isEqualTo(1);
            }
            return killed;
        }
    }

    private static void run(MigrationRunner<DynamoDbSession> runner, boolean revert) {
        if (revert) {
            runner.revert(RevertTo.everything(), plan -> true);
        } else {
            runner.migrate();
        }
    }

    private static boolean ends(Runnable run) {
        try {
            run.run();
            return false;
        } catch (Killed e) {
            return true;
        }
    }

    private static MigrationRunner<DynamoDbSession> runner(DynamoDbTarget target) {
        Change<DynamoDbSession> put = new Sample.Code(
                3,
                session -> session.client()
                        .putItem(item -> item.tableName(Sample.COUNTS)
                                .item(Map.of("id", AttributeValue.fromS("put"), "name", AttributeValue.fromS("n")))),
                session -> session.client()
                        .deleteItem(
                                item -> item.tableName(Sample.COUNTS).key(Map.of("id", AttributeValue.fromS("put")))));
        return Sample.runner(
                target,
                List.of(
                        Sample.counts(),
                        Sample.count(2),
                        put,
                        new Sample.Steps(4, List.of(Tables.addIndex(Sample.COUNTS, INDEX)))));
    }

    private static boolean hasLease(DynamoDbClient client) {
        return client.listTables().tableNames().contains(Sample.TRACKING)
                && new TrackingTable(client, Sample.TRACKING, new Service("sample", "1")).get(LeaseItem.KEY) != null;
    }

    /** Jumps over the length of the dead run's lease once it has been seen, so that the test need not wait. */
    private static LongSupplier pastTheLease() {
        AtomicInteger reads = new AtomicInteger();
        return () -> System.nanoTime() + Math.min(reads.incrementAndGet(), 2) * 11_000_000_000L;
    }
}
