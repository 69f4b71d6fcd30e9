package io.upshift.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Batch;
import io.upshift.BatchConnection;
import io.upshift.BatchConnection.Turn;
import io.upshift.BatchFailure;
import io.upshift.BatchKey;
import io.upshift.BatchStore;
import io.upshift.Batches;
import io.upshift.Checkpoint;
import io.upshift.Direction;
import io.upshift.MigrationId;
import io.upshift.Service;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Two workers at one range, each with a clock of its own. */
class SegmentClaimTest {
    private static final BatchKey KEY = new BatchKey("sample", MigrationId.of("2", "work"), 0, Direction.UP);
    private static final Service SERVICE = new Service("sample", "1.0.0");

    private final DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
    private final DynamoDbClient client = account.client();
    private final AtomicLong firstClock = new AtomicLong(1_000);
    private final AtomicLong secondClock = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final DynamoDbBatchConnection first = connection(firstClock);
    private final DynamoDbBatchConnection second = connection(secondClock);

    @BeforeEach
    void makeTables() {
        Sample.runner(client, Sample.counts()).migrate();
    }

    @AfterEach
    void deleteTables() {
        client.close();
        account.close();
    }

    @Test
    void aWorkerThatWasPausedPastItsLeaseCannotMoveTheCheckpointNorWrite() throws Exception {
        open(1);
        assertThat(first.turn(KEY, to("a"))).isEqualTo(Turn.MOVED);
        assertThat(second.turn(KEY, to("?"))).isEqualTo(Turn.OCCUPIED);

        assertThatThrownBy(() -> first.turn(KEY, (session, range, cursor) -> {
                    pause(secondClock, 11);
                    assertThat(second.turn(KEY, to("b"))).isEqualTo(Turn.MOVED);
                    pause(firstClock, 11);
                    assertThatThrownBy(() -> session.client()
                                    .putItem(put -> put.tableName(Sample.COUNTS)
                                            .item(Map.of("id", AttributeValue.fromS("late")))))
                            .isInstanceOf(SegmentClaim.Lost.class);
                    return to("late").run(session, range, cursor);
                }))
                .isInstanceOfSatisfying(
                        BatchFailure.class, e -> assertThat(e.kind()).isEqualTo(BatchFailure.Kind.CONTENTION));

        assertThat(done()).containsExactly(new Batch.Range("0", null, "b"));
        assertThat(client.scan(request -> request.tableName(Sample.COUNTS)).items())
                .isEmpty();
    }

    @Test
    void aWorkerWhoseClockStoodStillCannotMoveTheCheckpointEither() throws Exception {
        open(1);
        first.turn(KEY, to("a"));
        second.turn(KEY, to("?"));

        assertThatThrownBy(() -> first.turn(KEY, (session, range, cursor) -> {
                    pause(secondClock, 11);
                    second.turn(KEY, to("b"));
                    return to("late").run(session, range, cursor);
                }))
                .isInstanceOf(BatchFailure.class);

        assertThat(done()).containsExactly(new Batch.Range("0", null, "b"));
    }

    @Test
    void aWorkerThatIsSlowAndWritesKeepsItsRange() throws Exception {
        open(1);
        first.turn(KEY, to("a"));
        second.turn(KEY, to("?"));

        first.turn(KEY, (session, range, cursor) -> {
            for (int i = 0; i < 8; i++) {
                pause(firstClock, 3);
                pause(secondClock, 3);
                String id = "slow" + i;
                session.client()
                        .putItem(put -> put.tableName(Sample.COUNTS).item(Map.of("id", AttributeValue.fromS(id))));
                assertThat(second.turn(KEY, to("?"))).isEqualTo(Turn.OCCUPIED);
            }
            return to("b").run(session, range, cursor);
        });

        assertThat(done()).containsExactly(new Batch.Range("0", null, null));
    }

    @Test
    void whatABatchGivesToWriteIsCommittedWithTheCheckpointOrNotAtAll() throws Exception {
        open(1);
        first.turn(KEY, (session, range, cursor) -> {
            session.write(Sample.increment(7, 1));
            return to("a").run(session, range, cursor);
        });
        second.turn(KEY, to("?"));

        assertThatThrownBy(() -> first.turn(KEY, (session, range, cursor) -> {
                    pause(secondClock, 11);
                    second.turn(KEY, to("b"));
                    session.write(Sample.increment(7, 1));
                    return to("late").run(session, range, cursor);
                }))
                .isInstanceOf(BatchFailure.class);

        assertThat(Sample.ran(client, 7)).isEqualTo(1);
        assertThat(done()).containsExactly(new Batch.Range("0", null, "b"));
    }

    @Test
    void aWorkerOfAnEarlierOpeningIsWaitedForAndCannotTouchTheNextOne() throws Exception {
        open(1);
        first.turn(KEY, to("a"));
        open(1);

        assertThat(second.turn(KEY, to("?"))).isEqualTo(Turn.OCCUPIED);
        pause(firstClock, 2);
        assertThatThrownBy(() -> first.turn(KEY, to("late"))).hasMessageContaining("another instance has reverted it");
        pause(secondClock, 2);

        assertThat(done()).isEmpty();
        assertThat(second.turn(KEY, to("z"))).isEqualTo(Turn.MOVED);
        assertThat(done()).containsExactly(new Batch.Range("0", null, "z"));
    }

    @Test
    void aPauseStopsTheWorkersOfEveryInstanceUntilItIsResumed() throws Exception {
        open(2);
        first.turn(KEY, to("a"));
        command(BatchStore.Command.PAUSE);
        pause(firstClock, 2);

        assertThat(first.turn(KEY, to("b"))).isEqualTo(Turn.PAUSED);
        assertThat(second.turn(KEY, to("b"))).isEqualTo(Turn.PAUSED);
        command(BatchStore.Command.RESUME);
        pause(firstClock, 2);

        assertThat(first.turn(KEY, to("c"))).isEqualTo(Turn.MOVED);
    }

    @Test
    void everyRangeIsGoneThroughOnceMoreWhenAskedAndTheCountsGoOn() throws Exception {
        open(3);
        for (int i = 0; i < 3; i++) {
            first.turn(KEY, (session, range, cursor) -> new Batch(range, cursor, 1).last(5, 2));
        }
        assertThat(first.turn(KEY, to("?"))).isEqualTo(Turn.COMPLETE);

        command(BatchStore.Command.AGAIN);
        Checkpoint again = second.read(KEY).orElseThrow();

        assertThat(again.finished()).isZero();
        assertThat(again.passed()).isEqualTo(15);
        assertThat(again.changed()).isEqualTo(6);
    }

    private List<Batch.Range> done() throws Exception {
        return second.read(KEY).orElseThrow().done();
    }

    private void open(int ranges) throws Exception {
        List<Batch.Range> all = new ArrayList<>();
        IntStream.range(0, ranges).forEach(number -> all.add(new Batch.Range(Integer.toString(number), null, null)));
        second.run(session ->
                new DynamoDbBatches(target(secondClock)).open(session, KEY, new Batches.Opening(all, 0, ""), Map.of()));
    }

    private void command(BatchStore.Command command) throws Exception {
        second.run(session -> new DynamoDbBatches(target(secondClock)).command(session, KEY, command));
    }

    private static BatchConnection.Work<DynamoDbSession> to(String cursor) {
        return (session, range, before) -> new Batch(range, before, 1).upTo(cursor, 1, 1);
    }

    private static void pause(AtomicLong clock, int seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private DynamoDbTarget target(AtomicLong clock) {
        return Sample.target(client).nanoTime(clock::get);
    }

    private DynamoDbBatchConnection connection(AtomicLong clock) {
        return new DynamoDbBatchConnection(
                target(clock), new BatchTable(new TrackingTable(client, Sample.TRACKING, SERVICE)));
    }
}
