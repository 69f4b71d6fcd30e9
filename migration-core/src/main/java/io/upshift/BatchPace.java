package io.upshift;

/** The current batch size: grows gently towards the aim, and is halved when a batch met a time limit. Thread-safe. */
final class BatchPace {
    private static final double FASTEST_GROWTH = 1.5;
    private static final double FASTEST_DECLINE = 0.5;
    /** Of the newest batch, so that a single slow one doesn't decide. */
    private static final double WEIGHT = 0.4;

    private final BatchSize limits;
    private double size;
    private double nanosPerRow;

    BatchPace(BatchSize limits) {
        this.limits = limits;
        this.size = limits.first();
    }

    synchronized int size() {
        return (int) size;
    }

    synchronized void took(long rows, long nanos) {
        if (rows == 0 || (limits.aim().isZero() && size >= limits.first())) {
            return;
        }
        double now = (double) nanos / rows;
        nanosPerRow = nanosPerRow == 0 ? now : WEIGHT * now + (1 - WEIGHT) * nanosPerRow;
        // A fixed size that was halved finds its way back.
        double wanted = limits.aim().isZero() ? limits.first() : limits.aim().toNanos() / nanosPerRow;
        double next = Math.max(size * FASTEST_DECLINE, Math.min(wanted, size * FASTEST_GROWTH + 1));
        size = Math.max(1, Math.min(next, limits.largest()));
    }

    synchronized void halve() {
        size = Math.max(1, size / 2);
    }
}
