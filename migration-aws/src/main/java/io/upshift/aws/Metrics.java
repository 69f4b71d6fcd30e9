package io.upshift.aws;

import io.upshift.Report;
import io.upshift.RunEvent;
import io.upshift.RunEvent.RunInfo;
import io.upshift.RunEvent.StepInfo;
import io.upshift.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/** One run's events as metrics. */
final class Metrics {
    private static final int LONGEST_VALUE = 1024;

    private final RunInfo run;
    private final String environment;
    private final boolean perMigration;
    private final InstantSource clock;
    private @Nullable StepInfo step;
    private long done;
    private Instant seen = Instant.EPOCH;

    Metrics(RunInfo run, String environment, boolean perMigration, InstantSource clock) {
        this.run = run;
        this.environment = environment;
        this.perMigration = perMigration;
        this.clock = clock;
    }

    RunInfo run() {
        return run;
    }

    List<MetricDatum> started() {
        return List.of(count("RunStarted", 1, dimensions()));
    }

    List<MetricDatum> during(RunEvent event) {
        if (event instanceof RunEvent.StepStarted started) {
            begin(started.step());
        } else if (event instanceof RunEvent.Progress progress) {
            return rows(progress);
        } else if (event instanceof RunEvent.StepFinished finished && finished.endsMigration()) {
            return List.of(migration(finished));
        }
        return List.of();
    }

    List<MetricDatum> finished(Report report) {
        String outcome = Outcome.of(report);
        List<MetricDatum> all = new ArrayList<>();
        all.add(count("RunSucceeded", outcome.equals("failed") ? 0 : 1, dimensions()));
        all.add(count("RunFailed", outcome.equals("failed") ? 1 : 0, dimensions()));
        all.add(millis("RunDuration", report.duration(), dimensions("Outcome", outcome)));
        Map<String, Integer> counts = new TreeMap<>();
        report.results().forEach(result -> counts.merge(word(result.state()), 1, Integer::sum));
        counts.forEach((state, many) -> all.add(count("MigrationCount", many, dimensions("Outcome", state))));
        return all;
    }

    private MetricDatum migration(RunEvent.StepFinished finished) {
        List<Dimension> dimensions = dimensions("Outcome", word(finished.state()));
        if (perMigration) {
            dimensions.add(dimension("Migration", finished.step().id().toString()));
        }
        return millis("MigrationDuration", finished.soFar(), dimensions);
    }

    private void begin(StepInfo begun) {
        step = begun;
        done = 0;
        seen = clock.instant();
    }

    /** What came since the last look, and how fast. */
    private List<MetricDatum> rows(RunEvent.Progress progress) {
        if (!progress.step().equals(step)) {
            begin(progress.step());
        }
        long more = progress.done() - done;
        Instant now = clock.instant();
        long millis = Duration.between(seen, now).toMillis();
        if (more <= 0 || millis <= 0) {
            return List.of();
        }
        done = progress.done();
        seen = now;
        return List.of(
                count("RowsDone", (double) more, dimensions()),
                datum("RowsPerSecond", more * 1000.0 / millis, StandardUnit.COUNT_SECOND, dimensions()));
    }

    private List<Dimension> dimensions(String name, String value) {
        List<Dimension> dimensions = dimensions();
        dimensions.add(dimension(name, value));
        return dimensions;
    }

    private List<Dimension> dimensions() {
        List<Dimension> dimensions = new ArrayList<>();
        dimensions.add(dimension("Service", run.service().name()));
        dimensions.add(dimension("Environment", environment));
        return dimensions;
    }

    private static Dimension dimension(String name, String value) {
        String printable = value.replaceAll("[^ -~]", "?").replaceAll("^:", "?");
        String fits = printable.substring(0, Math.min(printable.length(), LONGEST_VALUE));
        return Dimension.builder().name(name).value(fits).build();
    }

    private MetricDatum count(String name, double value, List<Dimension> dimensions) {
        return datum(name, value, StandardUnit.COUNT, dimensions);
    }

    private MetricDatum millis(String name, Duration value, List<Dimension> dimensions) {
        return datum(name, (double) value.toMillis(), StandardUnit.MILLISECONDS, dimensions);
    }

    private MetricDatum datum(String name, double value, StandardUnit unit, List<Dimension> dimensions) {
        return MetricDatum.builder()
                .metricName(name)
                .value(value)
                .unit(unit)
                .timestamp(clock.instant())
                .dimensions(dimensions)
                .build();
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
