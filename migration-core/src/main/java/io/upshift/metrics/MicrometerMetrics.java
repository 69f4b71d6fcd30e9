package io.upshift.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.upshift.Report;
import io.upshift.RunEvent;
import io.upshift.RunEvent.RunInfo;
import io.upshift.RunEvent.StepInfo;
import io.upshift.RunListener;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Records runs in a Micrometer registry.
 *
 * <p>{@code upshift.runs.started} and {@code upshift.rows} are counters with the tag service; {@code upshift.run} and
 * {@code upshift.migration} are timers with the tags service, command and outcome. A migration's name is no tag: each
 * would be a time series of its own. Watches one run at a time.
 */
public final class MicrometerMetrics implements RunListener {
    private final MeterRegistry registry;
    private @Nullable RunInfo run;
    private @Nullable StepInfo step;
    private long done;

    private MicrometerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    public static MicrometerMetrics of(MeterRegistry registry) {
        return new MicrometerMetrics(registry);
    }

    @Override
    public synchronized void on(RunEvent event) {
        if (event instanceof RunEvent.RunStarted started) {
            run = started.run();
            registry.counter("upshift.runs.started", service(started.run())).increment();
        } else if (event instanceof RunEvent.RunFinished finished) {
            registry.timer("upshift.run", tags(finished.run(), outcome(finished.report())))
                    .record(finished.report().duration());
            run = null;
        } else if (run != null) {
            during(run, event);
        }
    }

    private void during(RunInfo running, RunEvent event) {
        if (event instanceof RunEvent.StepStarted started) {
            step = started.step();
            done = 0;
        } else if (event instanceof RunEvent.Progress progress) {
            long before = progress.step().equals(step) ? done : 0;
            step = progress.step();
            done = progress.done();
            registry.counter("upshift.rows", service(running)).increment(Math.max(0.0, (double) done - before));
        } else if (event instanceof RunEvent.StepFinished finished && finished.endsMigration()) {
            String state = finished.state().name().toLowerCase(Locale.ROOT);
            registry.timer("upshift.migration", tags(running, state)).record(finished.soFar());
        }
    }

    private static String outcome(Report report) {
        return report instanceof Report.Failed ? "failed" : "succeeded";
    }

    private static Tags service(RunInfo run) {
        return Tags.of("service", run.service().name());
    }

    private static Tags tags(RunInfo run, String outcome) {
        return service(run).and("command", run.command(), "outcome", outcome);
    }
}
