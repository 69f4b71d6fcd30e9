package io.upshift.aws;

import io.upshift.MigrationException;
import io.upshift.RemoteCall;
import io.upshift.RunEvent;
import io.upshift.RunListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

/**
 * Sends a run's figures to CloudWatch, into the namespace {@code Upshift/<service>}.
 *
 * <p>With the dimensions Service and Environment: RunStarted, RunSucceeded, RunFailed (0 or 1 for each run), RowsDone and
 * RowsPerSecond. With the dimension Outcome as well: RunDuration and MigrationDuration in milliseconds, MigrationCount.
 * Sent when a run starts and ends, and each minute while a long step makes progress; at most 1,000 metrics a call
 * ({@code PutMetricData}, Amazon CloudWatch API Reference). A call that fails is logged and left out; each has 5 seconds.
 *
 * <p>Every combination of dimensions is a custom metric that is billed by the month ("Amazon CloudWatch pricing"), which
 * makes about a dozen for a service and environment. Watches one run at a time; the client is never closed.
 */
public final class CloudWatchMetrics implements RunListener {
    private static final int BATCH = 1000;
    private static final Duration SEND_EVERY = Duration.ofMinutes(1);

    private final CloudWatchClient cloudWatch;
    private final String environment;
    private final boolean perMigration;
    private final InstantSource clock;
    private final FailOpen sending = new FailOpen("Sending metrics to CloudWatch");
    private final List<MetricDatum> collected = new ArrayList<>();
    private @Nullable Metrics metrics;
    private Instant sent = Instant.EPOCH;

    private CloudWatchMetrics(
            CloudWatchClient cloudWatch, String environment, boolean perMigration, InstantSource clock) {
        this.cloudWatch = cloudWatch;
        this.environment = environment;
        this.perMigration = perMigration;
        this.clock = clock;
    }

    /** @param environment such as {@code production}; 1 to 1,024 printable ASCII characters */
    public static CloudWatchMetrics of(CloudWatchClient cloudWatch, String environment) {
        if (!environment.matches("[ -~]{0,1023}[!-~]") || environment.startsWith(":")) {
            throw MigrationException.usage(
                    "CloudWatch takes no such environment as a dimension: '" + environment + "'",
                    "give 1 to 1024 printable ASCII characters that don't begin with a colon");
        }
        return new CloudWatchMetrics(cloudWatch, environment, false, InstantSource.system());
    }

    /**
     * A copy that adds the dimension Migration to MigrationDuration.
     *
     * <p>Each migration then is a metric of its own, billed for every month in which it ran; the log and the report have
     * the same figures for nothing.
     */
    public CloudWatchMetrics perMigration() {
        return new CloudWatchMetrics(cloudWatch, environment, true, clock);
    }

    /** A copy with another time, for tests. */
    public CloudWatchMetrics in(InstantSource clock) {
        return new CloudWatchMetrics(cloudWatch, environment, perMigration, clock);
    }

    @Override
    public synchronized void on(RunEvent event) {
        if (event instanceof RunEvent.RunStarted started) {
            collected.addAll(metrics(started.run()).started());
            send(started.run());
        } else if (event instanceof RunEvent.RunFinished finished) {
            collected.addAll(metrics(finished.run()).finished(finished.report()));
            send(finished.run());
            metrics = null;
        } else if (metrics != null) {
            collected.addAll(metrics.during(event));
            if (collected.size() >= BATCH || isDue()) {
                send(metrics.run());
            }
        }
    }

    @Override
    public List<RemoteCall> calls() {
        return List.of(new RemoteCall("cloudwatch:PutMetricData", "*", "sends the run's figures"));
    }

    /** A run that is refused before it changes anything has no beginning, only an end. */
    private Metrics metrics(RunEvent.RunInfo run) {
        if (metrics == null || !metrics.run().equals(run)) {
            collected.clear();
            sending.begin();
            metrics = new Metrics(run, environment, perMigration, clock);
        }
        return metrics;
    }

    private boolean isDue() {
        return !collected.isEmpty() && sent.plus(SEND_EVERY).isBefore(clock.instant());
    }

    private void send(RunEvent.RunInfo run) {
        sent = clock.instant();
        for (int from = 0; from < collected.size(); from += BATCH) {
            List<MetricDatum> batch = collected.subList(from, Math.min(collected.size(), from + BATCH));
            sending.attempt(() -> cloudWatch.putMetricData(
                    request -> request.namespace(namespace(run.service().name()))
                            .metricData(batch)
                            .overrideConfiguration(FailOpen.SHORTLY)));
        }
        collected.clear();
    }

    /** Of what CloudWatch allows in a namespace. */
    static String namespace(String service) {
        return "Upshift/" + service.replaceAll("[^0-9A-Za-z.\\-_/#:]", "-");
    }
}
