package io.upshift.dynamodb;

import io.upshift.BatchKey;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A range that this worker has: believed only for as long as no other can have taken it over, counted by this clock from
 * before its last write was sent. Thread-safe, because a batch may write from several threads.
 *
 * <p>While a batch is at work the claim is renewed from a thread of its own, since the SDK may pause for many seconds
 * between its tries; but not for longer than ten leases without a sign of the batch, which then hangs.
 */
final class SegmentClaim {
    private static final Logger log = LoggerFactory.getLogger(DynamoDbTarget.class);
    private static final int PARTS = 5;
    private static final int PATIENCE = 10;
    private static final ScheduledExecutorService HEART = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "upshift-claims");
        thread.setDaemon(true);
        return thread;
    });

    private final BatchTable table;
    private final BatchKey key;
    private final String opening;
    private final LongSupplier nanoTime;
    private final long lease;
    private volatile Segment segment;
    private volatile long heldSince;
    private volatile long signAt;
    private volatile boolean lost;

    /** The range is somebody else's by now; nothing of the batch counts. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Lost() {
            super("another worker has taken the range over");
        }
    }

    /** @param asked when the write that made it this worker's was sent */
    SegmentClaim(BatchTable table, BatchKey key, String opening, Segment segment, LongSupplier nanoTime, long asked) {
        this.table = table;
        this.key = key;
        this.opening = opening;
        this.segment = segment;
        this.nanoTime = nanoTime;
        this.lease = Duration.ofMillis(segment.leaseMillis()).toNanos();
        this.heldSince = asked;
        this.signAt = asked;
    }

    /** Renews it as long as the work lasts. */
    <T> T whileBeating(Callable<T> work) throws Exception {
        long pause = Math.max(1, segment.leaseMillis() / PARTS);
        ScheduledFuture<?> beats = HEART.scheduleWithFixedDelay(this::beat, pause, pause, TimeUnit.MILLISECONDS);
        try {
            return work.call();
        } finally {
            beats.cancel(false);
        }
    }

    private void beat() {
        if (nanoTime.getAsLong() - signAt < PATIENCE * lease) {
            try {
                renewInTime();
            } catch (Lost | SdkException e) {
                log.debug("A range was not renewed this time", e);
            }
        }
    }

    Segment segment() {
        return segment;
    }

    String opening() {
        return opening;
    }

    /** One that comes too late is not made, and the claim is renewed in time. */
    void keep() {
        signAt = nanoTime.getAsLong();
        renewInTime();
    }

    private void renewInTime() {
        if (lost || held() > lease / PARTS) {
            renew();
        }
    }

    /** Called before each write of the batch that isn't part of the checkpoint's transaction. */
    void keepForWrite() {
        if (!segment.writesBeside()) {
            writeBeside();
        }
        keep();
    }

    private synchronized void writeBeside() {
        if (segment.writesBeside()) {
            return;
        }
        long asked = nanoTime.getAsLong();
        Segment next = segment.writingBeside();
        if (!table.replace(key, opening, segment, next)) {
            throw new Lost();
        }
        segment = next;
        heldSince = asked;
    }

    private synchronized void renew() {
        if (!lost && held() <= lease / PARTS) {
            return; // another thread of the batch has
        }
        long asked = nanoTime.getAsLong();
        lost = lost || held() > lease - lease / PARTS || !table.beat(key, opening, segment);
        if (lost) {
            throw new Lost();
        }
        heldSince = asked;
    }

    private long held() {
        return nanoTime.getAsLong() - heldSince;
    }
}
