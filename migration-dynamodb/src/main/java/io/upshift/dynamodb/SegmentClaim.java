package io.upshift.dynamodb;

import io.upshift.BatchKey;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A range that this worker has: believed only for as long as no other can have taken it over, counted by this clock from
 * before its last write was sent. Thread-safe, because a batch may write from several threads.
 */
final class SegmentClaim {
    private static final int PARTS = 5;

    private final BatchTable table;
    private final BatchKey key;
    private final String opening;
    private final LongSupplier nanoTime;
    private final long lease;
    private volatile Segment segment;
    private volatile long heldSince;
    private volatile boolean lost;

    /** The range is somebody else's by now; nothing of the batch counts. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Lost() {
            super("another worker has taken the range over");
        }
    }

    /** @param asked when the write that made it this worker's was sent */
    SegmentClaim(
            BatchTable table, BatchKey key, String opening, Segment segment, LongSupplier nanoTime, long asked) {
        this.table = table;
        this.key = key;
        this.opening = opening;
        this.segment = segment;
        this.nanoTime = nanoTime;
        this.lease = Duration.ofMillis(segment.leaseMillis()).toNanos();
        this.heldSince = asked;
    }

    Segment segment() {
        return segment;
    }

    String opening() {
        return opening;
    }

    /** One that comes too late is not made, and the claim is renewed in time. */
    void keep() {
        if (held() > lease / PARTS) {
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
        if (held() <= lease / PARTS) {
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
