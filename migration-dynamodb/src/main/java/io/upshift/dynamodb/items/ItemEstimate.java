package io.upshift.dynamodb.items;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * What a backfill would do and cost, found by reading the whole table.
 *
 * <p>Of the table alone: a write of an attribute that belongs to an index costs as much again for each such index.
 *
 * @param items looked at
 * @param changing how many would be changed
 * @param tooLarge how many of them would exceed 400 KB; 0 where the service computes the change
 * @param largest bytes of the largest item as it would be
 * @param readUnits for the strongly consistent scan
 * @param writeUnits for the changes
 * @param undoUnits for the undo records; 0 when none are kept
 */
public record ItemEstimate(
        long items, long changing, long tooLarge, long largest, long readUnits, long writeUnits, long undoUnits) {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /**
     * What it costs on demand, in the currency of the prices; see the price list of the table's Region.
     *
     * @param perMillionReads the price of a million read request units
     * @param perMillionWrites the price of a million write request units
     */
    public BigDecimal cost(BigDecimal perMillionReads, BigDecimal perMillionWrites) {
        return perMillionReads
                .multiply(BigDecimal.valueOf(readUnits))
                .add(perMillionWrites.multiply(BigDecimal.valueOf(writeUnits + undoUnits)))
                .divide(MILLION, 4, RoundingMode.HALF_UP);
    }

    /** How long it takes at least when so many units a second may be consumed in all. */
    public Duration atLeast(double readUnitsASecond, double writeUnitsASecond) {
        double seconds = Math.max(readUnits / readUnitsASecond, writeUnits / writeUnitsASecond);
        return Duration.ofMillis((long) Math.ceil(seconds * 1_000));
    }
}
