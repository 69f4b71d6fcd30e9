package io.upshift;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How far a batched step is, over all its ranges and workers.
 *
 * @param direction which way it goes
 * @param ranges how many there are
 * @param finished how many are at their bound
 * @param passed rows looked at
 * @param changed rows changed, exact
 * @param total about how many rows there are; 0 when unknown
 * @param failedKeys rows left out
 * @param openedAt when the work was cut, by the store's clock
 * @param movedAt when the last batch was committed, by the same clock
 * @param measured what checks found before the first batch
 * @param done the parts of the ranges that are done
 */
public record Checkpoint(
        Direction direction,
        int ranges,
        int finished,
        long passed,
        long changed,
        long total,
        long failedKeys,
        boolean isPaused,
        String barrier,
        Instant openedAt,
        Instant movedAt,
        Map<String, String> measured,
        List<Batch.Range> done) {
    public boolean isComplete() {
        return finished == ranges;
    }

    /** Over the whole time since it was opened; 0 when nothing was done. */
    public double rowsPerSecond() {
        Duration took = Duration.between(openedAt, movedAt);
        return took.isZero() || took.isNegative() ? 0 : passed * 1e9 / took.toNanos();
    }
}
