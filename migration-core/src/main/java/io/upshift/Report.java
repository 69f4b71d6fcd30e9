package io.upshift;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a run ended. A value: the page, the JSON, the log line and the metrics are made from it. */
public sealed interface Report {

    /** Which run it was. */
    RunEvent.RunInfo run();

    Duration duration();

    /** What was done to each migration that the run touched, in order. */
    default List<Result> results() {
        return List.of();
    }

    /** JSON in a stable shape, the same for every outcome; {@code docs/json.md} explains each field. */
    default String toJson() {
        return ReportJson.write(this);
    }

    /** The store already had everything. */
    record UpToDate(RunEvent.RunInfo run, Duration duration) implements Report {}

    /**
     * Everything runnable was done.
     *
     * @param deferred what waits for a window or a gate, with the reason
     */
    record Completed(
            RunEvent.RunInfo run,
            Duration duration,
            List<Result> results,
            List<Preflight.Finding> findings,
            List<Receipt> backups,
            List<String> alerts,
            List<String> deferred)
            implements Report {}

    /** Another instance held the run lock for as long as this one was ready to wait. */
    record HeldElsewhere(RunEvent.RunInfo run, Duration duration) implements Report {}

    /** Something went wrong; {@link #results} ends with what it was. */
    record Failed(
            RunEvent.RunInfo run,
            Duration duration,
            List<Result> results,
            List<Preflight.Finding> findings,
            List<Receipt> backups,
            List<String> alerts,
            String error)
            implements Report {}

    /**
     * What was done to one migration.
     *
     * @param state applied, reverted, failed, deferred or baseline
     * @param steps those that were tried, in order
     * @param changes what it was recorded to change in the store's schema, a line each; empty when that isn't known
     */
    record Result(
            MigrationId id,
            String description,
            Kind kind,
            Direction direction,
            State state,
            Duration duration,
            List<StepResult> steps,
            List<String> changes,
            @Nullable String error) {}

    /**
     * What was done in one step.
     *
     * @param waits the tries that met locks which others held
     * @param samples how far it was over time; at most 200, evenly spread
     * @param checks the validations of its data
     */
    record StepResult(
            String name,
            State state,
            Instant startedAt,
            Duration duration,
            List<Wait> waits,
            List<Sample> samples,
            List<Check> checks) {}

    /**
     * A try that met locks which others held.
     *
     * @param attempt which try it was, from 1
     * @param by who was in the way, a line each, without data; empty when that could not be seen
     */
    record Wait(Instant at, int attempt, List<String> by) {}

    /**
     * How far long work was at a time.
     *
     * @param done units so far
     * @param total all units; 0 when unknown
     * @param pace of work in batches; null for other work
     */
    record Sample(Instant at, long done, long total, RunEvent.@Nullable Pace pace) {}

    /** A validation of data, and whether it held. */
    record Check(String name, boolean holds) {}
}
