package io.upshift.page;

import io.upshift.MigrationId;
import io.upshift.Report;
import io.upshift.Report.Result;
import io.upshift.Report.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One step on the run's time line.
 *
 * @param x where its bar begins, in hundredths of the run's duration
 * @param width of its bar, in the same unit
 */
record BarView(
        String id,
        String step,
        String state,
        String offset,
        String duration,
        String durationIso,
        String tries,
        String x,
        String width) {
    private static final double THINNEST = 0.4;

    static List<BarView> of(Report report) {
        List<BarView> bars = new ArrayList<>();
        for (Result result : report.results()) {
            for (StepResult step : result.steps()) {
                bars.add(of(result.id(), step, report.run().startedAt(), report.duration()));
            }
        }
        return bars;
    }

    private static BarView of(MigrationId id, StepResult step, Instant begin, Duration whole) {
        Duration offset = Duration.between(begin, step.startedAt());
        double width = Math.min(100, Math.max(THINNEST, share(step.duration(), whole)));
        double x = Math.max(0, Math.min(100 - width, share(offset, whole)));
        return new BarView(
                id.toString(),
                step.name(),
                Shown.word(step.state()),
                Shown.time(offset.isNegative() ? Duration.ZERO : offset),
                Shown.time(step.duration()),
                step.duration().toString(),
                step.waits().isEmpty() ? "" : String.valueOf(step.waits().size()),
                Shown.at(x),
                Shown.at(width));
    }

    private static double share(Duration part, Duration whole) {
        return whole.isZero() ? 0 : 100.0 * part.toNanos() / whole.toNanos();
    }
}
