package io.upshift.postgres;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * One try of a step, shared by the run's thread, which carries it out, and the thread that watches it.
 *
 * <p>What is looked at is how long the current statement has taken: one that ends soon is never looked at.
 */
final class WatchedTry {
    private static final double FIRST_LOOK = 0.4;
    private static final double NEXT_LOOK = 0.2;
    private static final Duration SHORTEST = Duration.ofMillis(20);
    private static final Duration SHOWN_AFTER = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofMillis(500);

    private final LockBudgets budgets;
    private final boolean showsProgress;
    private final boolean isWary;
    private volatile TimeLimits limits;
    private volatile long statementBegun = System.nanoTime();
    private volatile Blockers blockers = Blockers.NONE;
    private volatile boolean cancelled;
    private volatile boolean over;
    private final Consumer<WatchedTry> watcher;

    /**
     * @param limits of the try, until it sets others
     * @param showsProgress whether it is long work
     * @param isWary whether an earlier try met a lock, so that this one is looked at sooner and more often
     * @param watcher told when other limits make a look due earlier
     */
    WatchedTry(
            LockBudgets budgets,
            TimeLimits limits,
            boolean showsProgress,
            boolean isWary,
            Consumer<WatchedTry> watcher) {
        this.budgets = budgets;
        this.limits = limits;
        this.showsProgress = showsProgress;
        this.isWary = isWary;
        this.watcher = watcher;
    }

    /** One that nobody looks at. */
    static WatchedTry unwatched(LockBudgets budgets) {
        return new WatchedTry(budgets, budgets.ofDdl(), false, false, step -> {});
    }

    /** What the run has for all kinds of work. */
    LockBudgets budgets() {
        return budgets;
    }

    void statementBegins() {
        statementBegun = System.nanoTime();
    }

    TimeLimits limits() {
        return limits;
    }

    /** Other limits are in effect from now on; null leaves one as it was. */
    void limits(TimeLimits changed) {
        Duration before = limits.lockOr(LONGEST);
        limits = changed.orElse(limits);
        if (limits.lockOr(LONGEST).compareTo(before) < 0) {
            watcher.accept(this);
        }
    }

    Blockers blockers() {
        return blockers;
    }

    void saw(Blockers seen) {
        blockers = seen;
    }

    boolean showsProgress() {
        return showsProgress;
    }

    /** Whether it was ended from outside, because its own lock limit had been taken away. */
    boolean isCancelled() {
        return cancelled;
    }

    void cancelled() {
        cancelled = true;
    }

    boolean isOver() {
        return over;
    }

    void ends() {
        over = true;
    }

    /** How long to wait before the current statement is worth a look; zero or less when it is now. */
    Duration untilFirstLook() {
        Duration first = part(isWary ? NEXT_LOOK : FIRST_LOOK);
        return first.minusNanos(System.nanoTime() - statementBegun);
    }

    /** How long to wait before looking again. */
    Duration untilNextLook(boolean isWaiting) {
        if (isWaiting || isWary) {
            return part(NEXT_LOOK);
        }
        if (showsProgress) {
            return part(FIRST_LOOK);
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - statementBegun);
        return elapsed.compareTo(LONGEST) < 0 ? elapsed : LONGEST;
    }

    /** Whether the server should have given up waiting long ago. */
    boolean isBeyondLimit(Duration waited) {
        Duration limit = limits.lockOr(LONGEST);
        return waited.compareTo(limit.plus(limit.dividedBy(2)).plus(GRACE)) > 0;
    }

    private Duration part(double share) {
        Duration part = Duration.ofMillis((long) (limits.lockOr(LONGEST).toMillis() * share));
        Duration atLeast = part.compareTo(SHORTEST) < 0 ? SHORTEST : part;
        return atLeast.compareTo(SHOWN_AFTER) > 0 ? SHOWN_AFTER : atLeast;
    }
}
