package io.upshift.postgres;

import io.upshift.StatementListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a run's session while a statement takes long: sees who is in its way, tells how far a build has come, and ends
 * a wait whose limit a migration has taken away.
 *
 * <p>One look is planned at a time, and finds the try that is under way by then: a run of many small steps plans hardly
 * any. A second connection is had when there is something to look at, and given back when there isn't. A data source that
 * has none to give leaves the run without this sight, and otherwise as it is.
 */
final class LockWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PostgresTarget.class);
    private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

    private final PostgresTarget target;
    private final Connection watched;
    private final int pid;
    private final StatementListener listener;
    private volatile @Nullable ScheduledThreadPoolExecutor thread;

    /** Used by the watching thread alone. */
    private @Nullable Observer observer;

    private volatile boolean blind;
    private volatile @Nullable WatchedTry current;
    private int looks;
    private boolean isPlanned;
    private long due;

    LockWatch(PostgresTarget target, Connection watched, int pid, StatementListener listener) {
        this.target = target;
        this.watched = watched;
        this.pid = pid;
        this.listener = listener;
    }

    /** See {@link WatchedTry}; to be ended with {@link WatchedTry#ends}. */
    WatchedTry begin(TimeLimits limits, boolean showsProgress, boolean isWary) {
        WatchedTry begun = new WatchedTry(target.budgets(), limits, showsProgress, isWary, this::plan);
        current = begun;
        plan(begun);
        return begun;
    }

    /** Ends the thread, and gives its connection back; the run's own is left alone. */
    @Override
    public void close() {
        ScheduledThreadPoolExecutor running = thread;
        if (running != null) {
            running.execute(this::closeObserver);
            running.shutdown();
        }
    }

    private void plan(WatchedTry step) {
        if (!blind) {
            schedule(step.untilFirstLook());
        }
    }

    private void look(int planned) {
        if (!isNext(planned)) {
            return;
        }
        WatchedTry step = current;
        if (step == null || step.isOver() || blind) {
            closeObserver();
            return;
        }
        Duration early = step.untilFirstLook();
        boolean isDue = early.isNegative() || early.isZero();
        schedule(isDue ? step.untilNextLook(isWaiting(step)) : early);
    }

    /** From here on a try that begins plans a look of its own, or is the one that this look finds. */
    private synchronized boolean isNext(int planned) {
        boolean isNext = planned == looks;
        isPlanned &= !isNext;
        return isNext;
    }

    private boolean isWaiting(WatchedTry step) {
        try {
            Observer open = observer();
            if (open == null) {
                blind = true;
                return false;
            }
            Observer.Wait wait = open.look();
            if (wait.waited() != null && !step.isOver()) {
                waits(step, open, wait.waited(), wait.blockers());
            }
            tell(step, open, wait);
            if (wait.waited() == null && !step.showsProgress()) {
                closeObserver();
            }
            return wait.waited() != null;
        } catch (SQLException e) {
            log.debug("Nobody can see what the run waits for: {}", SqlErrors.message(e));
            blind = true;
            return false;
        }
    }

    private static void waits(WatchedTry step, Observer open, Duration waited, Blockers blockers) throws SQLException {
        if (!blockers.all().isEmpty()) {
            step.saw(blockers);
        }
        if (step.isBeyondLimit(waited)) {
            step.cancelled();
            open.cancel();
        }
    }

    private void tell(WatchedTry step, Observer open, Observer.Wait wait) throws SQLException {
        Observer.Build build = step.showsProgress() ? open.build() : null;
        Duration waited = wait.waited();
        boolean isHeldUp = waited != null && waited.compareTo(WORTH_TELLING) >= 0;
        String heldUp = isHeldUp ? "held up by " + wait.blockers() : "";
        if (step.isOver()) {
            return;
        }
        if (build != null) {
            listener.progressed(build.done(), build.total(), build.phase() + (isHeldUp ? ", " + heldUp : ""));
        } else if (isHeldUp) {
            listener.progressed(0, 0, heldUp);
        }
    }

    private @Nullable Observer observer() throws SQLException {
        if (observer == null) {
            observer = Observer.open(target, watched, pid);
        }
        return observer;
    }

    private void closeObserver() {
        if (observer == null) {
            return;
        }
        try {
            observer.close();
        } catch (SQLException e) {
            log.debug("The observing connection could not be closed", e);
        }
        observer = null;
    }

    /** Leaves a look that comes earlier as it is, and replaces one that comes later. */
    private synchronized void schedule(Duration delay) {
        long at = System.nanoTime() + delay.toNanos();
        if (isPlanned && due - at <= 0) {
            return;
        }
        int planned = ++looks;
        isPlanned = true;
        due = at;
        try {
            var unused = thread().schedule(() -> look(planned), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            log.trace("The run is over", e);
        }
    }

    private ScheduledThreadPoolExecutor thread() {
        ScheduledThreadPoolExecutor running = thread;
        if (running == null) {
            running = new ScheduledThreadPoolExecutor(1, work -> {
                Thread made = new Thread(work, "upshift-watch");
                made.setDaemon(true);
                return made;
            });
            running.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            thread = running;
        }
        return running;
    }
}
