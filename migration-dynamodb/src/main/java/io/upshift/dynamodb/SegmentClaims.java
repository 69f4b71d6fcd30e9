package io.upshift.dynamodb;

import io.upshift.BatchConnection.Turn;
import io.upshift.BatchFailure;
import io.upshift.BatchKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds a range for one worker: one that it has already, one that nobody has, or one whose owner has given no sign for
 * the length of its lease while this worker watched. No wall clock is compared.
 */
final class SegmentClaims {
    /** A look reads all ranges, which costs. */
    private static final long MOST_BETWEEN_LOOKS_NANOS = Duration.ofSeconds(1).toNanos();

    private static final int LOOKS_IN_A_LEASE = 5;

    private final BatchTable table;
    private final String nonce;
    private final Duration lease;
    private final LongSupplier nanoTime;
    private final Map<Integer, LeaseWatch> watches = new HashMap<>();
    private final long betweenLooks;
    private Look last = new Look(Turn.OCCUPIED, null);
    private long nextLook;
    private boolean looked;

    /** @param turn why there is no claim */
    record Look(Turn turn, @Nullable SegmentClaim claim) {}

    SegmentClaims(BatchTable table, String nonce, Duration lease, LongSupplier nanoTime) {
        this.table = table;
        this.nonce = nonce;
        this.lease = lease;
        this.nanoTime = nanoTime;
        this.betweenLooks = Math.min(MOST_BETWEEN_LOOKS_NANOS, lease.toNanos() / LOOKS_IN_A_LEASE);
    }

    Look take(BatchKey key) throws BatchFailure {
        long now = nanoTime.getAsLong();
        if (looked && now - nextLook < 0) {
            return last;
        }
        Look look = look(key);
        looked = look.claim() == null;
        nextLook = nanoTime.getAsLong() + betweenLooks;
        last = look;
        return look;
    }

    private Look look(BatchKey key) throws BatchFailure {
        OpenedStep step = table.read(key);
        if (step == null || step.direction() != key.direction()) {
            throw BatchFailures.gone();
        }
        if (step.isFinished()) {
            return new Look(Turn.COMPLETE, null);
        }
        if (step.isPaused()) {
            return new Look(Turn.PAUSED, null);
        }
        for (Segment segment : candidates(step)) {
            Segment mine = segment.claimedBy(nonce, lease.toMillis());
            long asked = nanoTime.getAsLong();
            if (table.replace(key, step.opening(), segment, mine)) {
                return new Look(Turn.MOVED, new SegmentClaim(table, key, step.opening(), mine, nanoTime, asked));
            }
        }
        return new Look(Turn.OCCUPIED, null);
    }

    /** In no order, so that workers that begin together don't all try the same one; a range of one's own first. */
    private List<Segment> candidates(OpenedStep step) {
        List<Segment> free = new ArrayList<>();
        for (Segment segment : step.segments()) {
            if (!segment.isFinished() && isFree(segment)) {
                free.add(segment);
            }
        }
        Collections.shuffle(free);
        free.sort(Comparator.comparing(segment -> !segment.owner().equals(nonce)));
        return free;
    }

    private boolean isFree(Segment segment) {
        if (segment.owner().isEmpty() || segment.owner().equals(nonce)) {
            return true;
        }
        return watches.computeIfAbsent(segment.number(), any -> new LeaseWatch(nanoTime))
                .isFree(segment.lease());
    }
}
