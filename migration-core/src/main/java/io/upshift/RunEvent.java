package io.upshift;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a run. Log lines, progress bars, metrics, notifications and the report are all made from
 * these.
 */
public sealed interface RunEvent {

    /** One line of JSON without a line end; {@code docs/json.md} explains each field. */
    default String toJson() {
        return EventJson.write(this);
    }

    /**
     * Something is pending, the lock is held, and the run is about to change the store.
     *
     * @param migrations how many will be brought
     */
    record RunStarted(RunInfo run, int migrations) implements RunEvent {}

    /** A step is about to be tried. */
    record StepStarted(StepInfo step, Instant at) implements RunEvent {}

    /**
     * Long work moved on.
     *
     * @param done units so far
     * @param total all units; 0 when unknown
     * @param pace of work in batches; null for other work
     */
    record Progress(
            StepInfo step,
            long done,
            long total,
            String note,
            @Nullable Pace pace) implements RunEvent {
        public Progress(StepInfo step, long done, long total, String note) {
            this(step, done, total, note, null);
        }
    }

    /**
     * How fast work in batches goes on, over all instances.
     *
     * @param left until it is done; null when unknown
     * @param confidence in what is left
     * @param batchSize of this instance's next batch
     * @param throttled why it isn't full speed; empty when it is
     */
    record Pace(
            double rowsPerSecond, @Nullable Duration left, Confidence confidence, int batchSize, String throttled) {}

    /**
     * A step ended.
     *
     * @param state applied, reverted, failed or deferred
     * @param took this step alone
     * @param soFar since the run began with the step's migration
     * @param error why it failed; null when it didn't
     */
    record StepFinished(
            StepInfo step,
            State state,
            Duration took,
            Duration soFar,
            @Nullable String error) implements RunEvent {

        /** Whether the migration is through with this step, well or not. */
        public boolean endsMigration() {
            int last = step.direction() == Direction.UP ? step.of() - 1 : 0;
            return state == State.FAILED || step.number() == last;
        }
    }

    /**
     * A try of a step met locks that others hold; it was rolled back, and is repeated or given up.
     *
     * @param attempt which try it was, from 1
     * @param by who was in the way, a line each, without data; empty when that could not be seen
     */
    record Blocked(StepInfo step, int attempt, List<String> by) implements RunEvent {}

    /** A validation of data was looked at. */
    record Checked(StepInfo step, String validation, boolean holds) implements RunEvent {}

    /** Something a person should look at, such as a slow statement or a run that takes far longer than estimated. */
    record Alert(@Nullable MigrationId id, String what) implements RunEvent {}

    /** The run ended; nothing follows. */
    record RunFinished(RunInfo run, Report report) implements RunEvent {}

    /**
     * Which run it is.
     *
     * @param command the verb: migrate, revert or baseline
     * @param target the store, in a few words
     * @param by who runs it, on which host
     */
    record RunInfo(String id, String command, Service service, String target, Instant startedAt, String by) {}

    /**
     * Which step it is.
     *
     * @param number 0-based
     */
    record StepInfo(
            MigrationId id, String description, Direction direction, Kind kind, String name, int number, int of) {}
}
