package io.upshift;

import java.time.Duration;
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
     */
    record Result(
            MigrationId id,
            String description,
            Kind kind,
            Direction direction,
            State state,
            Duration duration,
            List<String> steps,
            @Nullable String error) {}
}
