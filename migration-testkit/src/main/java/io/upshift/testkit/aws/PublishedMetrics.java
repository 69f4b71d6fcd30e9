package io.upshift.testkit.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/**
 * Values that services of AWS publish about themselves, one dimension each.
 *
 * <p>Source: {@code GetMetricData} in the Amazon CloudWatch API Reference: 1 to 500 queries with ids of their own that
 * begin with a lower-case letter, a start before the end; the start is inclusive, the end exclusive.
 */
final class PublishedMetrics {
    private static final int QUERIES = 500;
    private static final Pattern ID = Pattern.compile("[a-z][a-zA-Z0-9_]{0,254}");

    private final List<Value> values = new ArrayList<>();

    private record Value(String namespace, String metric, String dimension, Instant at, double value) {
        boolean isOf(Metric wanted) {
            return wanted.namespace().equals(namespace)
                    && wanted.metricName().equals(metric)
                    && wanted.dimensions().size() == 1
                    && dimension.equals(wanted.dimensions().get(0).name() + "="
                            + wanted.dimensions().get(0).value());
        }
    }

    void add(String namespace, String metric, String dimension, Instant at, double value) {
        values.add(new Value(namespace, metric, dimension, at, value));
    }

    GetMetricDataResponse read(GetMetricDataRequest request) {
        List<MetricDataQuery> queries = request.metricDataQueries();
        if (queries.isEmpty() || queries.size() > QUERIES) {
            throw invalid("MetricDataQueries: 1 to " + QUERIES);
        }
        if (!request.startTime().isBefore(request.endTime())) {
            throw invalid("StartTime has to be before EndTime");
        }
        Set<String> ids = new HashSet<>();
        List<MetricDataResult> results = new ArrayList<>();
        for (MetricDataQuery query : queries) {
            if (!ID.matcher(query.id()).matches() || !ids.add(query.id())) {
                throw invalid("the id " + query.id());
            }
            results.add(result(query, request));
        }
        return GetMetricDataResponse.builder().metricDataResults(results).build();
    }

    private MetricDataResult result(MetricDataQuery query, GetMetricDataRequest request) {
        Comparator<Value> byTime = Comparator.comparing(Value::at);
        List<Value> found = values.stream()
                .filter(value -> value.isOf(query.metricStat().metric())
                        && !value.at().isBefore(request.startTime())
                        && value.at().isBefore(request.endTime()))
                .sorted(request.scanBy() == ScanBy.TIMESTAMP_ASCENDING ? byTime : byTime.reversed())
                .toList();
        return MetricDataResult.builder()
                .id(query.id())
                .label(query.metricStat().metric().metricName())
                .timestamps(found.stream().map(Value::at).toList())
                .values(found.stream().map(Value::value).toList())
                .statusCode("Complete")
                .build();
    }

    private static RuntimeException invalid(String what) {
        return AwsFaults.error(CloudWatchException.builder(), "ValidationError", "The value is not valid: " + what);
    }
}
