package io.upshift;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * As many things in one store as in another, such as orders and the partitions of their histories.
 *
 * <p>The two are counted one after the other, while the service may be writing; the tolerance is for that. Immutable.
 */
public final class ExpectedCounts implements Expectation {
    private final Counted left;
    private final Counted right;
    private final long tolerance;

    private ExpectedCounts(Counted left, Counted right, long tolerance) {
        this.left = left;
        this.right = right;
        this.tolerance = tolerance;
    }

    private record Counted(String what, Callable<Long> count) {}

    /**
     * Counts have to be equal.
     *
     * @param leftName what is counted, for messages
     */
    public static ExpectedCounts of(String leftName, Callable<Long> left, String rightName, Callable<Long> right) {
        return new ExpectedCounts(new Counted(leftName, left), new Counted(rightName, right), 0);
    }

    /** They may differ by so many. */
    public ExpectedCounts within(long tolerance) {
        if (tolerance < 0) {
            throw new IllegalArgumentException("Counts can't differ by less than nothing: " + tolerance);
        }
        return new ExpectedCounts(left, right, tolerance);
    }

    @Override
    public List<String> unmet() throws Exception {
        long first = left.count().call();
        long second = right.count().call();
        return Math.abs(first - second) <= tolerance
                ? List.of()
                : List.of("there are " + first + " " + left.what() + " and " + second + " " + right.what()
                        + (tolerance == 0 ? "" : ", which may differ by " + tolerance));
    }
}
