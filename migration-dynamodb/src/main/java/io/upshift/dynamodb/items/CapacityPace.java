package io.upshift.dynamodb.items;

import io.upshift.dynamodb.DynamoDbSession;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** Keeps all workers of this process below a limit: what a call consumed is waited for by the next one. Thread-safe. */
final class CapacityPace {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long BETWEEN_LOOKS = Duration.ofMinutes(1).toNanos();

    private final CapacityLimit limit;
    private final String table;
    private final Debt reads = new Debt();
    private final Debt writes = new Debt();
    private CapacityLimit.@Nullable Units units;
    private long nextLook;

    /** Until when the units that were consumed so far last. */
    private static final class Debt {
        private long paidAt = System.nanoTime();

        synchronized void add(double consumed, double aSecond) {
            paidAt = Math.max(paidAt, System.nanoTime()) + (long) (consumed / aSecond * SECOND);
        }

        synchronized long left() {
            return paidAt - System.nanoTime();
        }
    }

    CapacityPace(CapacityLimit limit, String table) {
        this.limit = limit;
        this.table = table;
    }

    /** Counting costs nothing, but the reply gets longer. */
    ReturnConsumedCapacity wanted() {
        return limit.isNone() ? ReturnConsumedCapacity.NONE : ReturnConsumedCapacity.TOTAL;
    }

    void awaitRead(DynamoDbSession session) {
        await(session, reads);
    }

    void awaitWrite(DynamoDbSession session) {
        await(session, writes);
    }

    void read(@Nullable ConsumedCapacity consumed, DynamoDbSession session) {
        if (!limit.isNone()) {
            reads.add(consumed == null ? 1 : consumed.capacityUnits(), units(session).read());
        }
    }

    void wrote(@Nullable ConsumedCapacity consumed, DynamoDbSession session) {
        if (!limit.isNone()) {
            writes.add(consumed == null ? 1 : consumed.capacityUnits(), units(session).write());
        }
    }

    private void await(DynamoDbSession session, Debt debt) {
        for (long left = debt.left(); left > 0 && !limit.isNone(); left = debt.left()) {
            session.progress(String.format(Locale.ROOT, "waiting for capacity, %d ms", left / 1_000_000));
            try {
                Thread.sleep(Duration.ofNanos(Math.min(left, SECOND)).plusMillis(1).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw AbortedException.create("interrupted while waiting for capacity", e);
            }
        }
    }

    private synchronized CapacityLimit.Units units(DynamoDbSession session) {
        CapacityLimit.Units known = units;
        long now = System.nanoTime();
        if (known == null || (limit.dependsOnTable() && now - nextLook >= 0)) {
            nextLook = now + BETWEEN_LOOKS;
            known = limit.of(session.retry(() -> session.client().describeTable(request -> request.tableName(table)))
                    .table());
            units = known;
        }
        return known;
    }
}
