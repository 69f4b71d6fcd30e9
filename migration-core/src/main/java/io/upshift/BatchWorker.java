package io.upshift;

import io.upshift.BatchConnection.Turn;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that does batch after batch until none is left, somebody stops it, or it can't go on. */
final class BatchWorker<S> implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(MigrationRunner.class);
    private static final long PAUSE_MS = 100;
    /** At least ten times what a batch may wait for a row's lock would be idle; a tenth of a second lets others pass. */
    private static final long AFTER_CONTENTION_MS = 300;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PATIENCE_WHEN_LOST = Duration.ofMinutes(1);

    private final BatchCrew<S> crew;
    private final boolean isFirst;
    private final BatchValidations<S> validations;
    private final PoisonSearch poison;
    private @Nullable BatchConnection<S> connection;
    private long failingSince;
    private Batch.@Nullable Done done;

    /** @param isFirst whether it also looks at the store's health, and tells how far the work is */
    BatchWorker(BatchCrew<S> crew, boolean isFirst) {
        this.crew = crew;
        this.isFirst = isFirst;
        this.validations = new BatchValidations<>(crew.work().validations());
        this.poison = new PoisonSearch();
    }

    @Override
    public void run() {
        try {
            while (!crew.isStopped() && step()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw BatchCrew.stopped(crew.key());
                }
            }
        } catch (Throwable e) {
            crew.fail(e);
        } finally {
            disconnect();
        }
    }

    /** Whether to go on. */
    private boolean step() throws StepException {
        try {
            BatchConnection<S> connected = connected();
            if (isFirst) {
                crew.throttle().look(connected);
                show(connected);
            }
            if (crew.throttle().isClosed()) {
                BatchCrew.sleep(PAUSE_MS, crew.key());
                return true;
            }
            long begun = System.nanoTime();
            Turn turn = connected.turn(crew.key(), this::batch);
            failingSince = 0;
            switch (turn) {
                case MOVED -> moved(System.nanoTime() - begun);
                case OCCUPIED, PAUSED -> crew.idle(PAUSE_MS);
                case COMPLETE -> {
                    crew.complete();
                    return false;
                }
            }
        } catch (BatchFailure e) {
            failed(e);
        }
        return true;
    }

    private Batch.Done batch(S session, Batch.Range range, @Nullable String cursor) throws Exception {
        Batch batch =
                new Batch(range, cursor, poison.size(range, cursor, crew.pace().size()));
        done = null;
        Batch.Done next = poison.isFound()
                ? poison.stepOver(Objects.requireNonNull(crew.work().peek(session, batch)))
                : crew.work().run(session, batch);
        if (next.passed() > 0 && validations.hasPerBatch()) {
            validations.perBatch(session);
        }
        done = next;
        return next;
    }

    private void moved(long nanos) throws StepException {
        Batch.Done moved = Objects.requireNonNull(done);
        if (poison.isOver()) {
            throw new StepException(
                    poison.error() + " · at one row, whose key is kept with the checkpoints",
                    "correct the row or the work and run again, or let rows be left out; the batches before it are"
                            + " committed");
        }
        if (poison.isSearching()) {
            poison.passed(moved);
        } else {
            crew.pace().took(moved.passed(), nanos);
        }
        long rest = crew.throttle().rest(nanos).toMillis();
        if (rest > 0) {
            BatchCrew.sleep(rest, crew.key());
        }
    }

    private void failed(BatchFailure e) throws StepException {
        switch (e.kind()) {
            case CONTENTION -> {
                refuseEndless(e, PATIENCE);
                crew.pace().halve();
                BatchCrew.sleep(AFTER_CONTENTION_MS, crew.key());
            }
            case LOST -> {
                refuseEndless(e, PATIENCE_WHEN_LOST);
                disconnect();
                log.info("A connection was lost between two checkpoints; going on with another one");
                BatchCrew.sleep(AFTER_CONTENTION_MS, crew.key());
            }
            case DATA -> search(e);
            case FATAL -> throw BatchRun.told(e);
        }
    }

    /** Halves the batch until it is the one row that fails, if the work can tell where that is. */
    private void search(BatchFailure e) throws StepException {
        Batch failed = poison.batch();
        if (failed == null || peek(failed, e) == null) {
            throw BatchRun.told(e);
        }
        if (!poison.narrow(failed, String.valueOf(e.getMessage()))) {
            return;
        }
        poison.found(leftOut() < crew.work().skipLimit());
    }

    private Batch.@Nullable Done peek(Batch failed, BatchFailure why) throws StepException {
        Batch.Done[] where = {null};
        try {
            connected().run(session -> where[0] = crew.work().peek(session, failed));
        } catch (BatchFailure e) {
            why.addSuppressed(e);
            throw BatchRun.told(why);
        }
        return where[0];
    }

    private long leftOut() throws StepException {
        try {
            return connected().read(crew.key()).map(Checkpoint::failedKeys).orElse(0L);
        } catch (Exception e) {
            throw new StepException("the checkpoints can't be read: " + e.getMessage(), "run again");
        }
    }

    private void refuseEndless(BatchFailure e, Duration patience) throws StepException {
        long now = System.nanoTime();
        if (failingSince == 0) {
            failingSince = now;
        } else if (now - failingSince > patience.toNanos()) {
            throw BatchRun.told(e);
        }
    }

    private void show(BatchConnection<S> connected) throws StepException {
        if (!crew.meter().isDue()) {
            return;
        }
        try {
            Checkpoint checkpoint = connected.read(crew.key()).orElse(null);
            if (checkpoint != null) {
                String why = checkpoint.isPaused() ? "paused" : crew.throttle().reason();
                crew.meter().show(checkpoint, crew.pace().size(), why);
            }
        } catch (Exception e) {
            log.debug("How far the work is can't be read now", e);
        }
    }

    private BatchConnection<S> connected() throws BatchFailure {
        BatchConnection<S> open = connection;
        if (open == null) {
            try {
                open = crew.connect();
            } catch (MigrationException e) {
                throw new BatchFailure(BatchFailure.Kind.LOST, String.valueOf(e.getMessage()), "run again", e);
            }
            connection = open;
        }
        return open;
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
