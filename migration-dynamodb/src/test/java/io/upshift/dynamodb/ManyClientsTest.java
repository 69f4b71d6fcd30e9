package io.upshift.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Entry;
import io.upshift.Service;
import io.upshift.StepException;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Many clients, whose clocks differ by up to ten minutes and by their pace, take the lock, write, and die. */
class ManyClientsTest {
    private static final int CLIENTS = 32;
    private static final Duration LEASE = Duration.ofMillis(400);

    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final AtomicInteger deaths = new AtomicInteger();

    /** When a holder was sure to be the only one, by a clock that all share. */
    private record Span(long epoch, long from, long to) {}

    @Test
    void thereIsOneHolderAtATime() throws Exception {
        contend(Duration.ofSeconds(4), 3);
    }

    @Test
    @Tag("proof")
    void thereIsOneHolderAtATimeOverAHundredExpiries() throws Exception {
        contend(Duration.ofSeconds(90), 100);
    }

    /** @param expiries how many to see at least, within the time */
    private void contend(Duration atMost, int expiries) throws Exception {
        long seed = System.nanoTime();
        DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try (DynamoDbClient client = account.client()) {
            TrackingTable table = new TrackingTable(client, "history", new Service("s", "1"));
            new TrackingTableSetup(DynamoDbTarget.of(client), table).make();
            long end = System.nanoTime() + atMost.toNanos();
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(seed + i);
                running.add(CompletableFuture.runAsync(() -> contend(table, random, end, expiries), threads));
            }
            running.forEach(CompletableFuture::join);
            verify(table, seed, expiries);
        } finally {
            threads.shutdownNow();
            account.close();
        }
    }

    private void contend(TrackingTable table, Random random, long end, int expiries) {
        long skew = Duration.ofSeconds(random.nextInt(-600, 601)).toNanos();
        LongSupplier clock = () -> System.nanoTime() + skew;
        RunLock lock = new RunLock(table, LEASE, clock);
        while (System.nanoTime() < end && deaths.get() < expiries) {
            Optional<RunLock.Held> held = lock.tryTake("run" + random.nextLong());
            held.ifPresent(mine -> work(table, mine, random));
        }
    }

    private void work(TrackingTable table, RunLock.Held held, Random random) {
        long from = System.nanoTime();
        try {
            held.lease().check();
            new HistoryWriter(table, held.lease(), held.fence())
                    .append(List.of(RunLockTest.entry(held.fence())), List.of());
            held.lease().check();
            spans.add(new Span(held.fence().epoch(), from, System.nanoTime()));
        } catch (StepException e) {
            return; // too slow for its lease, and it noticed
        }
        if (random.nextBoolean()) {
            deaths.incrementAndGet();
            held.lease().close(); // dies without a word
        } else {
            held.lease().release();
        }
    }

    private void verify(TrackingTable table, long seed, int expiries) {
        List<Span> inTime = new ArrayList<>(spans);
        inTime.sort(Comparator.comparingLong(Span::from));
        for (int i = 1; i < inTime.size(); i++) {
            assertThat(inTime.get(i).from())
                    .as("holders do not overlap, seed " + seed)
                    .isGreaterThan(inTime.get(i - 1).to());
            assertThat(inTime.get(i).epoch())
                    .as("seed " + seed)
                    .isGreaterThan(inTime.get(i - 1).epoch());
        }
        List<Entry> entries = table.entries(table.fence().length());
        assertThat(entries).as("seed " + seed).hasSizeGreaterThanOrEqualTo(inTime.size());
        assertThat(entries)
                .extracting(Entry::epoch)
                .as("seed " + seed)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(deaths.get()).as("expiries, seed " + seed).isGreaterThanOrEqualTo(expiries);
    }
}
