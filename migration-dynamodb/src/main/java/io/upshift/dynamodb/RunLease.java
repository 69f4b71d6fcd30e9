package io.upshift.dynamodb;

import io.upshift.StepException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The run lock while it is held: renewed from a thread of its own, and believed only for as long as no waiter can have
 * taken it over, counted from before the last renewal was sent.
 */
final class RunLease implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DynamoDbTarget.class);

    /** Beats in a lease, so that some may be lost. */
    private static final int BEATS = 5;

    private final TrackingTable table;
    private final LeaseItem lease;
    private final LongSupplier nanoTime;
    private final long margin;
    private final ScheduledExecutorService heart;
    private final ScheduledFuture<?> beats;
    private volatile long validUntil;
    private volatile boolean lost;

    /** @param asked when the taking was sent, by the same clock */
    RunLease(TrackingTable table, LeaseItem lease, LongSupplier nanoTime, long asked) {
        this.table = table;
        this.lease = lease;
        this.nanoTime = nanoTime;
        this.margin = nanos(lease.millis()) / BEATS;
        this.validUntil = asked + nanos(lease.millis()) - margin;
        this.heart = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "upshift-lease");
            thread.setDaemon(true);
            return thread;
        });
        long pause = lease.millis() / BEATS;
        this.beats = heart.scheduleWithFixedDelay(this::beat, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** By this holder's own clock alone. */
    void check() throws StepException {
        if (lost || nanoTime.getAsLong() - validUntil > 0) {
            throw lost();
        }
    }

    static StepException lost() {
        return new StepException(
                "the run lock was lost: it was not renewed in time, or another run has taken it over",
                "run again: what was recorded stays applied, and what was begun is looked for first");
    }

    /** Deletes it if it is still this holder's; never the one of a successor. */
    void release() {
        close();
        try {
            Retries.call(() -> table.client()
                    .deleteItem(request -> request.tableName(table.name())
                            .key(table.key(LeaseItem.KEY))
                            .conditionExpression("nonce = :nonce")
                            .expressionAttributeValues(Map.of(":nonce", Items.of(lease.nonce())))));
        } catch (ConditionalCheckFailedException e) {
            log.debug("The run lock was no longer this run's, or its release was already carried out");
        } catch (SdkException e) {
            log.debug("The run lock could not be given back; it expires by itself", e);
        }
    }

    /** Stops renewing it. */
    @Override
    public void close() {
        heart.shutdownNow();
    }

    /** Counting up twice because a reply was lost does no harm. */
    void beat() {
        long asked = nanoTime.getAsLong();
        try {
            table.client()
                    .updateItem(request -> request.tableName(table.name())
                            .key(table.key(LeaseItem.KEY))
                            .updateExpression("set beat = beat + :one")
                            .conditionExpression("nonce = :nonce")
                            .expressionAttributeValues(Map.of(":one", Items.of(1), ":nonce", Items.of(lease.nonce())))
                            .overrideConfiguration(
                                    limit -> limit.apiCallTimeout(Duration.ofMillis(lease.millis() / 2))));
            validUntil = asked + nanos(lease.millis()) - margin;
        } catch (ConditionalCheckFailedException e) {
            lost = true;
            beats.cancel(false);
        } catch (RuntimeException e) {
            log.debug("The run lock was not renewed this time", e);
        }
    }

    private static long nanos(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
