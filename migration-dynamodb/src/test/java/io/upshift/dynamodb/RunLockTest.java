package io.upshift.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Direction;
import io.upshift.Entry;
import io.upshift.Kind;
import io.upshift.MigrationId;
import io.upshift.Service;
import io.upshift.State;
import io.upshift.StepException;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import io.upshift.testkit.dynamodb.Faults;
import io.upshift.testkit.dynamodb.Occasion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class RunLockTest {
    private static final Duration LEASE = Duration.ofSeconds(20);

    private final DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
    private final DynamoDbClient client = account.client();
    private final TrackingTable table = new TrackingTable(client, "history", new Service("s", "1"));

    @BeforeEach
    void makeTable() throws StepException {
        new TrackingTableSetup(DynamoDbTarget.of(client), table).make();
    }

    @AfterEach
    void deleteTables() {
        client.close();
        account.close();
    }

    @Test
    void aLeaseThatIsRenewedIsNotTakenOverHoweverMuchTheClocksDiffer() {
        RunLock.Held held = lock(System::nanoTime).tryTake("a").orElseThrow();
        AtomicLong clock = new AtomicLong(Duration.ofMinutes(-10).toNanos());
        RunLock other = lock(clock::get);

        for (int i = 0; i < 4; i++) {
            assertThat(other.tryTake("b")).isEmpty();
            clock.addAndGet(LEASE.toNanos() * 3 / 4);
            held.lease().beat();
        }
        held.lease().release();

        assertThat(other.tryTake("b").orElseThrow().fence().epoch()).isEqualTo(2);
    }

    @Test
    void aHolderThatWasPausedBeyondItsLeaseCanNeitherWriteNorReleaseTheLeaseOfItsSuccessor() throws Exception {
        RunLock.Held paused = lock(() -> 0).tryTake("a").orElseThrow(); // its own clock stood still meanwhile
        paused.lease().close();
        AtomicLong clock = new AtomicLong();
        RunLock.Held successor = takeOver(clock);
        HistoryWriter late = new HistoryWriter(table, paused.lease(), paused.fence());

        assertThatThrownBy(() -> late.append(List.of(entry(paused.fence())), List.of()))
                .isInstanceOf(StepException.class)
                .hasMessageContaining("the run lock was lost");
        assertThatThrownBy(() -> late.check(true)).hasMessageContaining("the run lock was lost");
        assertThatThrownBy(() -> new Notes(late).keep("n", "t")).hasMessageContaining("the run lock was lost");
        paused.lease().release();

        assertThat(LeaseItem.read(table.get(LeaseItem.KEY))).isNotNull();
        HistoryWriter writer = new HistoryWriter(table, successor.lease(), successor.fence());
        writer.append(List.of(entry(successor.fence())), List.of());
        assertThat(table.entries(table.fence().length()))
                .extracting(Entry::runId)
                .containsExactly("b");
        successor.lease().release();
        assertThat(table.get(LeaseItem.KEY)).isNull();
    }

    @Test
    void aHolderWhoseRenewalFindsASuccessorKnowsThatItHasLost() {
        RunLock.Held first = lock(System::nanoTime).tryTake("a").orElseThrow();
        RunLock.Held second = takeOver(new AtomicLong());

        first.lease().beat();

        assertThatThrownBy(first.lease()::check).hasMessageContaining("the run lock was lost");
        second.lease().release();
    }

    @Test
    void aHolderThatCannotRenewStopsBeforeAWaiterMayTakeOver() {
        AtomicLong clock = new AtomicLong();
        RunLock.Held held = lock(clock::get).tryTake("a").orElseThrow();
        held.lease().close();

        clock.set(LEASE.toNanos() - 1);

        assertThatThrownBy(held.lease()::check).hasMessageContaining("not renewed in time");
    }

    @Test
    void theEpochRisesWithEachTaking() {
        for (int i = 1; i <= 5; i++) {
            RunLock.Held held = lock(System::nanoTime).tryTake("run" + i).orElseThrow();
            assertThat(held.fence().epoch()).isEqualTo(i);
            held.lease().release();
        }
    }

    @Test
    void lostRepliesOfTakingWritingAndReleasingChangeNothing() throws Exception {
        Occasion lost =
                Occasion.at("TransactWriteItems", "DeleteItem", "UpdateItem").share(0.5, 7);
        try (DynamoDbClient flaky = account.client(Faults.lostReplies(lost))) {
            TrackingTable through = new TrackingTable(flaky, table.name(), table.service());
            for (int i = 1; i <= 5; i++) {
                RunLock.Held held = new RunLock(through, LEASE, System::nanoTime)
                        .tryTake("run" + i)
                        .orElseThrow();
                HistoryWriter writer = new HistoryWriter(through, held.lease(), held.fence());
                writer.append(List.of(entry(held.fence())), List.of());
                held.lease().beat();
                held.lease().release();
            }
        }

        assertThat(lost.times()).isGreaterThan(5);
        assertThat(table.fence().epoch()).isEqualTo(5);
        assertThat(table.entries(table.fence().length()))
                .extracting(Entry::epoch)
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(table.get(LeaseItem.KEY)).isNull();
    }

    @Test
    void throttlingAndConflictsAreWaitedOut() throws Exception {
        Occasion busy = Occasion.at().share(0.3, 11).atMost(30);
        Occasion conflicts = Occasion.at("TransactWriteItems").share(0.3, 12).atMost(10);
        String reason = "TableWriteKeyRangeThroughputExceeded";
        try (DynamoDbClient slow =
                account.client(Faults.throttling(busy, reason, "history"), Faults.conflicts(conflicts))) {
            TrackingTable through = new TrackingTable(slow, table.name(), table.service());
            for (int i = 1; i <= 5; i++) {
                RunLock lock = new RunLock(through, LEASE, System::nanoTime);
                RunLock.Held held = lock.tryTake("run" + i).orElseThrow();
                new HistoryWriter(through, held.lease(), held.fence()).append(List.of(entry(held.fence())), List.of());
                held.lease().release();
            }
        }

        assertThat(busy.times() + conflicts.times()).isGreaterThan(3);
        assertThat(table.fence().length()).isEqualTo(5);
    }

    private RunLock lock(LongSupplier clock) {
        return new RunLock(table, LEASE, clock);
    }

    private RunLock.Held takeOver(AtomicLong clock) {
        RunLock waiter = lock(clock::get);
        assertThat(waiter.tryTake("b")).isEmpty();
        clock.addAndGet(LEASE.toNanos() + 1);
        return waiter.tryTake("b").orElseThrow();
    }

    static Entry entry(Fence fence) {
        Entry.Draft draft = new Entry.Draft(
                "s",
                MigrationId.of("1", "m"),
                "m",
                Kind.ONLINE,
                Direction.UP,
                null,
                0,
                1,
                State.RUNNING,
                "",
                false,
                null,
                "1",
                "me",
                "here",
                null);
        return Entry.sealed(
                fence.length() + 1,
                draft,
                fence.epoch(),
                fence.runId(),
                Instant.EPOCH,
                Instant.EPOCH,
                "",
                fence.hash());
    }
}
