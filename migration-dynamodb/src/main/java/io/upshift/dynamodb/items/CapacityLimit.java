package io.upshift.dynamodb.items;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableWarmThroughputDescription;

/**
 * How much of a table's throughput the work of one instance may consume, in capacity units a second, measured by what the
 * service says that each call consumed.
 */
public final class CapacityLimit {
    /**
     * Of a new table that is paid by request.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html">
     *     On-demand capacity mode</a>
     */
    private static final Units NEW_ON_DEMAND = new Units(12_000, 4_000);

    private static final CapacityLimit NONE =
            new CapacityLimit(new Units(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY), 0);

    private final Units units;
    private final double share;

    /** Units a second. */
    record Units(double read, double write) {
        Units times(double share) {
            return new Units(read * share, write * share);
        }
    }

    private CapacityLimit(Units units, double share) {
        this.units = units;
        this.share = share;
    }

    /** As fast as the service lets it. */
    public static CapacityLimit none() {
        return NONE;
    }

    /**
     * @param read units a second, more than 0
     * @param write units a second, more than 0
     */
    public static CapacityLimit units(double read, double write) {
        if (!(read > 0 && write > 0)) {
            throw new IllegalArgumentException("A limit is more than 0 units a second, not " + read + " and " + write);
        }
        return new CapacityLimit(new Units(read, write), 0);
    }

    /**
     * A part of what the table is provisioned with, looked up again every minute, because autoscaling moves it. Of a
     * table that is paid by request it is a part of its maximum throughput where one is set, else of what it is warm for,
     * else of 12,000 reads and 4,000 writes.
     *
     * @param share more than 0, at most 1
     */
    public static CapacityLimit share(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("A share is more than 0 and at most 1, not " + share);
        }
        return new CapacityLimit(NONE.units, share);
    }

    boolean isNone() {
        return this == NONE;
    }

    boolean dependsOnTable() {
        return share > 0;
    }

    Units of(TableDescription table) {
        return share == 0 ? units : whole(table).times(share);
    }

    private static Units whole(TableDescription table) {
        ProvisionedThroughputDescription provisioned = table.provisionedThroughput();
        boolean onDemand = table.billingModeSummary() != null
                && table.billingModeSummary().billingMode() == BillingMode.PAY_PER_REQUEST;
        if (!onDemand && provisioned != null) {
            return units(provisioned.readCapacityUnits(), provisioned.writeCapacityUnits(), NEW_ON_DEMAND);
        }
        OnDemandThroughput most = table.onDemandThroughput();
        TableWarmThroughputDescription warm = table.warmThroughput();
        Units warmed =
                warm == null ? NEW_ON_DEMAND : units(warm.readUnitsPerSecond(), warm.writeUnitsPerSecond(), NEW_ON_DEMAND);
        return most == null ? warmed : units(most.maxReadRequestUnits(), most.maxWriteRequestUnits(), warmed);
    }

    /** The service says -1, 0 or nothing where there is no limit. */
    private static Units units(
            @Nullable Long read, @Nullable Long write, Units otherwise) {
        return new Units(
                read == null || read <= 0 ? otherwise.read() : read,
                write == null || write <= 0 ? otherwise.write() : write);
    }
}
