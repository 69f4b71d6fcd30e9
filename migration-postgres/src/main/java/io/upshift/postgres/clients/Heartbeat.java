package io.upshift.postgres.clients;

import io.upshift.MigrationRunner;
import io.upshift.postgres.PostgresTarget;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the database which version of the service is running, so that a change can wait until the old ones have gone.
 *
 * <p>Start it when the migrations are through. One daemon thread borrows a connection for one short statement a beat; it
 * fails open: what goes wrong is logged, and the next beat tries again. An instance that dies leaves a row that counts as
 * gone after four missed beats, by the database's clock. Immutable; each setter returns a changed copy.
 *
 * <p>Needs, on {@code upshift_instances} in the history's schema, SELECT, INSERT, UPDATE and DELETE; it makes the table
 * when it may.
 */
public final class Heartbeat {
    private static final Duration SHORTEST = Duration.ofMillis(20);

    private final PostgresTarget target;
    private final Instance instance;
    private final Duration every;
    private final @Nullable MigrationRunner<?> runner;
    private final Consumer<String> lockedOut;

    private Heartbeat(
            PostgresTarget target,
            Instance instance,
            Duration every,
            @Nullable MigrationRunner<?> runner,
            Consumer<String> lockedOut) {
        this.target = target;
        this.instance = instance;
        this.every = every;
        this.runner = runner;
        this.lockedOut = lockedOut;
    }

    /**
     * The heartbeat of this process, every 15 seconds.
     *
     * @param target on the service's own data source: the beats tell its role and its application name
     */
    public static Heartbeat of(PostgresTarget target, Instance instance) {
        return new Heartbeat(target, instance, Duration.ofSeconds(15), null, message -> {});
    }

    /** Each pause is up to a fifth shorter or longer, so that instances that started together drift apart. */
    public Heartbeat every(Duration every) {
        if (every.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("a heartbeat every " + every + " is a load of its own");
        }
        return new Heartbeat(target, instance, every, runner, lockedOut);
    }

    /**
     * Has somebody told when a breaking migration is applied that this binary doesn't know: its code no longer fits the
     * store, and it should stop serving.
     *
     * @param runner with the migrations that this binary knows
     * @param told called once a change, on the heartbeat's thread, with what was applied
     */
    public Heartbeat whenLockedOut(MigrationRunner<?> runner, Consumer<String> told) {
        return new Heartbeat(target, instance, every, runner, told);
    }

    /** Begins to beat, at once. */
    public Registration start() {
        Beats beats = new Beats(target, instance, every, new BreakingMark(runner, lockedOut));
        Thread thread = new Thread(beats, "upshift-heartbeat-" + instance.service());
        thread.setDaemon(true);
        thread.start();
        return beats;
    }

    /** A heartbeat that beats until it is closed. Thread-safe. */
    public interface Registration extends AutoCloseable {

        /** Ends it and tells the database, waiting for that a few seconds at most; may be called again. */
        @Override
        void close();
    }
}
