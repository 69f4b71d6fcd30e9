package io.upshift.dynamodb;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A waiter's view of somebody's lease: it has expired when it didn't change for its whole length while this clock ran,
 * which needs no clock to agree with another.
 */
final class LeaseWatch {
    private final LongSupplier nanoTime;
    private LeaseItem seen = LeaseItem.NONE;
    private long since;

    LeaseWatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param lease as it was read just now; null when there is none */
    boolean isFree(@Nullable LeaseItem lease) {
        if (lease == null) {
            return true;
        }
        long now = nanoTime.getAsLong();
        if (!lease.equals(seen)) {
            seen = lease;
            since = now;
            return false;
        }
        return now - since > Duration.ofMillis(lease.millis()).toNanos();
    }
}
