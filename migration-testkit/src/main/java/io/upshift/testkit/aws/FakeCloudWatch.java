package io.upshift.testkit.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * CloudWatch's metrics and alarms in memory. Thread-safe.
 *
 * <p>Source: {@code PutMetricData}, {@code MetricDatum} and {@code Dimension} in the Amazon CloudWatch API Reference:
 * 1,000 metrics and 30 dimensions at most, no namespace that begins with {@code AWS/}, values neither NaN nor infinite,
 * times at most two weeks ago and two hours ahead.
 */
public final class FakeCloudWatch implements CloudWatchClient {
    private static final int METRICS = 1000;
    private static final int DIMENSIONS = 30;
    private static final int NAME = 255;
    private static final int VALUE = 1024;
    private static final Pattern NAMESPACE = Pattern.compile("[0-9A-Za-z.\\-_/#: ]{1,255}");
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]*[!-~][ -~]*");

    private final VirtualClock clock;
    private final AwsFaults faults;
    private final Map<String, List<MetricDatum>> metrics = new TreeMap<>();
    private final PublishedMetrics published = new PublishedMetrics();
    private final Map<String, StateValue> alarms = new TreeMap<>();

    FakeCloudWatch(VirtualClock clock, AwsFaults faults) {
        this.clock = clock;
        this.faults = faults;
    }

    /** What a namespace was given so far, in order. */
    public synchronized List<MetricDatum> metrics(String namespace) {
        return List.copyOf(metrics.getOrDefault(namespace, List.of()));
    }

    /**
     * Has a service of AWS publish a value now, as it does of itself in a namespace that begins with {@code AWS/}.
     *
     * @param dimension such as {@code DBInstanceIdentifier=orders-2}
     */
    public synchronized void publish(String namespace, String metric, String dimension, double value) {
        published.add(namespace, metric, dimension, clock.instant(), value);
    }

    @Override
    public synchronized GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
        return faults.around("GetMetricData", () -> published.read(request));
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // The account outlives its clients.
    }

    /** Makes an alarm, or puts it into another state. */
    public synchronized void alarm(String name, StateValue state) {
        alarms.put(name, state);
    }

    @Override
    public synchronized DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
        return faults.around(
                "DescribeAlarms",
                () -> DescribeAlarmsResponse.builder()
                        .metricAlarms(alarms.entrySet().stream()
                                .filter(alarm -> !request.hasAlarmNames()
                                        || request.alarmNames().contains(alarm.getKey()))
                                .map(alarm -> MetricAlarm.builder()
                                        .alarmName(alarm.getKey())
                                        .stateValue(alarm.getValue())
                                        .build())
                                .toList())
                        .build());
    }

    @Override
    public synchronized PutMetricDataResponse putMetricData(PutMetricDataRequest request) {
        return faults.around("PutMetricData", () -> {
            String namespace = request.namespace();
            if (namespace.startsWith("AWS/") || !NAMESPACE.matcher(namespace).matches()) {
                throw invalid("Namespace");
            }
            if (request.metricData().size() > METRICS) {
                throw invalid("MetricData: at most " + METRICS + " metrics");
            }
            request.metricData().forEach(this::check);
            metrics.computeIfAbsent(namespace, name -> new ArrayList<>()).addAll(request.metricData());
            return PutMetricDataResponse.builder().build();
        });
    }

    private void check(MetricDatum metric) {
        if (metric.value() == null || !Double.isFinite(metric.value())) {
            throw invalid("the value of " + metric.metricName());
        }
        Duration age = Duration.between(metric.timestamp(), clock.instant());
        if (age.compareTo(Duration.ofDays(14)) > 0 || age.compareTo(Duration.ofHours(-2)) < 0) {
            throw invalid("the time of " + metric.metricName());
        }
        if (metric.dimensions().size() > DIMENSIONS) {
            throw invalid("the dimensions of " + metric.metricName());
        }
        for (Dimension dimension : metric.dimensions()) {
            check(dimension.name(), NAME);
            check(dimension.value(), VALUE);
        }
    }

    private static void check(String text, int longest) {
        if (text.length() > longest
                || text.startsWith(":")
                || !PRINTABLE.matcher(text).matches()) {
            throw invalid("the dimension " + text);
        }
    }

    private static RuntimeException invalid(String what) {
        return AwsFaults.error(
                CloudWatchException.builder(), "InvalidParameterValue", "The value is not valid: " + what);
    }
}
