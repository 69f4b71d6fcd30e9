package io.upshift;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** Waits for the run lock by asking again, and gives up waiting as soon as another instance has done the work. */
final class LockWait<S> {
    private static final long SHORTEST_PAUSE_MS = 8;
    private static final long LONGEST_PAUSE_MS = 50;

    private final TargetConnection<S> connection;
    private final Wiring<S> wiring;
    private final String runId;
    private final boolean patient;
    private final BooleanSupplier isDone;
    private boolean done;

    /** @param isDone whether another instance has done the work by now; asked between two tries */
    LockWait(TargetConnection<S> connection, Wiring<S> wiring, String runId, boolean patient, BooleanSupplier isDone) {
        this.connection = connection;
        this.wiring = wiring;
        this.runId = runId;
        this.patient = patient;
        this.isDone = isDone;
    }

    /** The lock; empty when there is nothing left to do, or when this run isn't patient. */
    Optional<Journal<S>> forLock(StatementListener statements) {
        long begun = System.nanoTime();
        Duration limit = wiring.settings().lockWait();
        while (true) {
            Optional<Journal<S>> journal = connection.tryLock(runId, statements);
            if (journal.isPresent() || !patient) {
                return journal;
            }
            if (System.nanoTime() - begun > limit.toNanos()) {
                throw MigrationException.held(
                        "Another instance of " + wiring.service().name() + " has held the run lock on "
                                + wiring.target().describe() + " for " + limit,
                        "let it finish, or see with status what it is doing; lock-wait sets how long to wait");
            }
            pause();
            done = isDone.getAsBoolean();
            if (done) {
                return Optional.empty();
            }
        }
    }

    /** Whether the wait ended because there is nothing left to do. */
    boolean isDone() {
        return done;
    }

    static void pause() {
        long ms = ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS);
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MigrationException.failed("Interrupted while waiting for the run lock", "run again", e);
        }
    }
}
