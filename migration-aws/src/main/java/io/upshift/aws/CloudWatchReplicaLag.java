package io.upshift.aws;

import io.upshift.HealthCheck;
import io.upshift.MigrationException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/**
 * Slows work in batches down while replicas are behind, as CloudWatch knows it: for replicas that the writer doesn't see
 * among its own, such as those in another region, and Aurora's.
 *
 * <p>Amazon RDS publishes a value a minute ("Overview of Amazon RDS and Amazon CloudWatch", Amazon RDS User Guide), so it
 * is asked for once a minute, in a call of 5 seconds at most; the newest of the last five minutes counts. No value of a
 * replica, a replication that has stopped, or an answer that fails is unknown, and the work goes on slowly. Needs {@code
 * cloudwatch:GetMetricData}. Thread-safe; the client is never closed.
 *
 * @param <S> the session of the target, of any kind
 */
public final class CloudWatchReplicaLag<S> implements HealthCheck<S> {
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Duration NEWEST = Duration.ofMinutes(5);

    private final CloudWatchClient cloudWatch;
    private final String metric;
    private final double unitsPerSecond;
    private final Duration limit;
    private final List<String> replicas;
    private final InstantSource clock;
    private Instant asked = Instant.EPOCH;
    private Health known = Health.fine();

    private CloudWatchReplicaLag(
            CloudWatchClient cloudWatch,
            String metric,
            double unitsPerSecond,
            Duration limit,
            List<String> replicas,
            InstantSource clock) {
        if (replicas.isEmpty()) {
            throw MigrationException.usage(
                    "No replica is named whose lag CloudWatch knows", "name the DB instances that are replicas");
        }
        this.cloudWatch = cloudWatch;
        this.metric = metric;
        this.unitsPerSecond = unitsPerSecond;
        this.limit = limit;
        this.replicas = replicas;
        this.clock = clock;
    }

    /**
     * Read replicas of an Amazon RDS instance, by the metric {@code ReplicaLag}.
     *
     * @param instances their DB instance identifiers
     */
    public static <S> CloudWatchReplicaLag<S> ofReplicas(
            CloudWatchClient cloudWatch, Duration limit, String... instances) {
        return new CloudWatchReplicaLag<>(
                cloudWatch, "ReplicaLag", 1, limit, List.of(instances), InstantSource.system());
    }

    /**
     * Readers of an Aurora cluster, by the metric {@code AuroraReplicaLag}.
     *
     * @param instances their DB instance identifiers
     */
    public static <S> CloudWatchReplicaLag<S> ofAuroraReaders(
            CloudWatchClient cloudWatch, Duration limit, String... instances) {
        return new CloudWatchReplicaLag<>(
                cloudWatch, "AuroraReplicaLag", 1000, limit, List.of(instances), InstantSource.system());
    }

    /** A copy with another time, for tests. */
    public CloudWatchReplicaLag<S> in(InstantSource clock) {
        return new CloudWatchReplicaLag<>(cloudWatch, metric, unitsPerSecond, limit, replicas, clock);
    }

    @Override
    public synchronized Health look(S session) {
        Instant now = clock.instant();
        if (!now.isBefore(asked.plus(PERIOD))) {
            asked = now;
            known = ask(now);
        }
        return known;
    }

    private Health ask(Instant now) {
        List<MetricDataQuery> queries = new ArrayList<>();
        for (int i = 0; i < replicas.size(); i++) {
            queries.add(query("r" + i, replicas.get(i)));
        }
        try {
            GetMetricDataResponse answer = cloudWatch.getMetricData(request -> request.metricDataQueries(queries)
                    .startTime(now.minus(NEWEST))
                    .endTime(now)
                    .scanBy(ScanBy.TIMESTAMP_DESCENDING)
                    .overrideConfiguration(FailOpen.SHORTLY));
            return judge(answer.metricDataResults());
        } catch (SdkException e) {
            return Health.unknown("CloudWatch doesn't say how far the replicas are: " + AwsErrors.words(e));
        }
    }

    private Health judge(List<MetricDataResult> results) {
        Health worst = Health.fine();
        for (int i = 0; i < replicas.size(); i++) {
            Health health = judge(replicas.get(i), newest("r" + i, results));
            if (health.level().compareTo(worst.level()) > 0) {
                worst = health;
            }
        }
        return worst;
    }

    private Health judge(String replica, double lag) {
        if (lag < 0) {
            return Health.unknown("CloudWatch doesn't know how far " + replica + " is");
        }
        double seconds = lag / unitsPerSecond;
        return seconds > limit.toMillis() / 1000.0
                ? Health.strained(replica + " is behind by " + Math.round(seconds) + " s")
                : Health.fine();
    }

    /** Negative, as Amazon RDS writes it of a replication that has stopped, when there is none. */
    private static double newest(String id, List<MetricDataResult> results) {
        return results.stream()
                .filter(result -> result.id().equals(id) && result.hasValues())
                .flatMap(result -> result.values().stream())
                .findFirst()
                .orElse(-1.0);
    }

    private MetricDataQuery query(String id, String replica) {
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(stat -> stat.stat("Maximum")
                        .period((int) PERIOD.toSeconds())
                        .metric(wanted -> wanted.namespace("AWS/RDS")
                                .metricName(metric)
                                .dimensions(Dimension.builder()
                                        .name("DBInstanceIdentifier")
                                        .value(replica)
                                        .build())))
                .build();
    }
}
