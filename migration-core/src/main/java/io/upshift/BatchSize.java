package io.upshift;

import java.time.Duration;

/**
 * How many rows a batch looks at.
 *
 * <p>Rows stay locked for as long as their batch lasts; above 25 ms a batch, throughput was measured not to grow any more.
 *
 * @param first of the first batch
 * @param largest never exceeded
 * @param aim how long a batch should last; zero leaves the size alone
 */
public record BatchSize(int first, int largest, Duration aim) {
    private static final BatchSize ADAPTIVE = new BatchSize(1_000, 100_000, Duration.ofMillis(25));

    public BatchSize {
        if (first < 1 || largest < first || aim.isNegative()) {
            throw new IllegalArgumentException("A batch has at least 1 row and an aim that isn't negative, not " + first
                    + " to " + largest + " rows in " + aim);
        }
    }

    /** From 1,000 rows on towards 25 ms a batch, up to 100,000 rows. */
    public static BatchSize adaptive() {
        return ADAPTIVE;
    }

    /** Always so many rows, except after a time limit was met or while a row that fails is looked for. */
    public static BatchSize fixed(int rows) {
        return new BatchSize(rows, rows, Duration.ZERO);
    }

    public BatchSize aim(Duration aim) {
        return new BatchSize(first, largest, aim);
    }

    public BatchSize largest(int rows) {
        return new BatchSize(Math.min(first, rows), rows, aim);
    }
}
