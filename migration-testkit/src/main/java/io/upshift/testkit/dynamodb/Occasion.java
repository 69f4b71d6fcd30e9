package io.upshift.testkit.dynamodb;

import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * When a fault happens: at which calls, how often, from when on.
 *
 * <p>Operations go by their names in the service's API, such as {@code TransactWriteItems}. Each setter returns a new
 * occasion that counts from zero. Thread-safe.
 */
public final class Occasion {
    private final Set<String> operations;
    private final double share;
    private final long seed;
    private final int after;
    private final int atMost;
    private final Random random;
    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicInteger happened = new AtomicInteger();

    private Occasion(Set<String> operations, double share, long seed, int after, int atMost) {
        this.operations = operations;
        this.share = share;
        this.seed = seed;
        this.after = after;
        this.atMost = atMost;
        this.random = new Random(seed);
    }

    /** Every call of these operations; of all operations when none is named. */
    public static Occasion at(String... operations) {
        return new Occasion(Set.of(operations), 1, 0, 0, Integer.MAX_VALUE);
    }

    /**
     * This part of the calls, by chance.
     *
     * @param share between 0 and 1
     * @param seed the same one gives the same choice, call for call
     */
    public Occasion share(double share, long seed) {
        return new Occasion(operations, share, seed, after, atMost);
    }

    /** Not the first calls. */
    public Occasion after(int calls) {
        return new Occasion(operations, share, seed, calls, atMost);
    }

    /** No more often than this. */
    public Occasion atMost(int times) {
        return new Occasion(operations, share, seed, after, times);
    }

    /** How often it has come so far. */
    public int times() {
        return happened.get();
    }

    boolean comes(ExecutionAttributes attributes) {
        String operation = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        if (!(operations.isEmpty() || operations.contains(operation)) || seen.incrementAndGet() <= after) {
            return false;
        }
        synchronized (random) {
            if (happened.get() >= atMost || random.nextDouble() >= share) {
                return false;
            }
            happened.incrementAndGet();
            return true;
        }
    }
}
