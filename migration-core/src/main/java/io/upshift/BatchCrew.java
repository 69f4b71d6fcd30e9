package io.upshift;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the workers of one process share. Thread-safe. */
final class BatchCrew<S> {
    private final Wiring<S> wiring;
    private final BatchKey key;
    private final Batches<S> work;
    private final BatchMeter meter;
    private final BatchPace pace;
    private final Throttle<S> throttle;
    private final CountDownLatch complete = new CountDownLatch(1);
    private @Nullable Throwable failure;
    private volatile boolean stopped;

    BatchCrew(Wiring<S> wiring, BatchKey key, Batches<S> work, BatchMeter meter) {
        this.wiring = wiring;
        this.key = key;
        this.work = work;
        this.meter = meter;
        this.pace = new BatchPace(work.size());
        this.throttle = new Throttle<>(wiring.healthChecks());
    }

    BatchConnection<S> connect() {
        return wiring.target().batches().connect(wiring.service());
    }

    BatchKey key() {
        return key;
    }

    Batches<S> work() {
        return work;
    }

    BatchMeter meter() {
        return meter;
    }

    BatchPace pace() {
        return pace;
    }

    Throttle<S> throttle() {
        return throttle;
    }

    boolean isStopped() {
        return stopped;
    }

    /** The first failure stops everybody. */
    synchronized void fail(Throwable e) {
        if (failure == null) {
            failure = e;
        } else {
            failure.addSuppressed(e);
        }
        stopped = true;
    }

    synchronized void rethrow() throws StepException {
        if (failure instanceof StepException step) {
            throw step;
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    /** Every range is at its bound, which those who wait for one needn't find out by themselves. */
    void complete() {
        complete.countDown();
    }

    /** Waits for a range to become free. */
    void idle(long millis) {
        try {
            var unused = complete.await(jittered(millis), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw stopped(key);
        }
    }

    private static long jittered(long millis) {
        return millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1);
    }

    static void sleep(long millis, BatchKey key) {
        try {
            Thread.sleep(jittered(millis));
        } catch (InterruptedException e) {
            throw stopped(key);
        }
    }

    static MigrationException stopped(BatchKey key) {
        Thread.currentThread().interrupt();
        return MigrationException.failed(
                "The work in batches of " + key.id() + " was stopped",
                "run again: it goes on behind the last batch that was committed",
                null);
    }
}
