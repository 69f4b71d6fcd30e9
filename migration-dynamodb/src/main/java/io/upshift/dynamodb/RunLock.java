package io.upshift.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Takes the run lock of one service: the lease, and with it the next epoch, or neither. Used by one thread. */
final class RunLock {
    /** A look costs a read, and there may be many waiters. */
    private static final long LONGEST_PAUSE_MS = 400;

    private static final long SHORTEST_PAUSE_MS = 100;

    /** What the taker of the lock has in hand. */
    record Held(RunLease lease, Fence fence) {}

    private final TrackingTable table;
    private final Duration length;
    private final LongSupplier nanoTime;
    private final LeaseWatch watch;
    private boolean waited;

    RunLock(TrackingTable table, Duration length, LongSupplier nanoTime) {
        this.table = table;
        this.length = length;
        this.nanoTime = nanoTime;
        this.watch = new LeaseWatch(nanoTime);
    }

    /** Tries once; every try after the first pauses before it, for the sake of the bill. */
    Optional<Held> tryTake(String runId) {
        if (waited) {
            pause();
        }
        waited = true;
        LeaseItem before = read();
        return watch.isFree(before) ? take(before, runId) : Optional.empty();
    }

    private Optional<Held> take(@Nullable LeaseItem before, String runId) {
        Fence fence = table.fence();
        LeaseItem mine = LeaseItem.fresh(length.toMillis());
        long asked = nanoTime.getAsLong();
        try {
            table.write(
                    UUID.randomUUID().toString(),
                    List.of(
                            TransactWriteItem.builder()
                                    .put(mine.instead(before, table, runId, holder()))
                                    .build(),
                            TransactWriteItem.builder()
                                    .update(fence.take(table, runId))
                                    .build()));
        } catch (TransactionCanceledException e) {
            // Also what a repeated request gets when the reply to the first one was lost.
            if (!isMine(mine)) {
                return Optional.empty();
            }
        } catch (SdkException e) {
            if (!Retries.isLostReply(e) || !isMine(mine)) {
                throw e;
            }
        }
        return Optional.of(new Held(new RunLease(table, mine, nanoTime, asked), fence.taken(runId)));
    }

    private boolean isMine(LeaseItem mine) {
        LeaseItem now = read();
        return now != null && now.nonce().equals(mine.nonce());
    }

    private @Nullable LeaseItem read() {
        return LeaseItem.read(table.get(LeaseItem.KEY));
    }

    private static String holder() {
        return System.getProperty("user.name", "unknown") + ", process "
                + ProcessHandle.current().pid();
    }

    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted while waiting for the run lock", e);
        }
    }
}
