package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.RunEvent;
import io.upshift.State;
import io.upshift.testkit.aws.FakeAws;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

class CloudWatchMetricsTest {
    private final FakeAws aws = FakeAws.create();
    private final CloudWatchMetrics metrics =
            CloudWatchMetrics.of(aws.cloudWatch(), "production").in(aws.clock());

    @Test
    void aRunThatSucceedsLeavesItsFigures() {
        metrics.on(Runs.started());
        metrics.on(new RunEvent.StepStarted(Runs.STEP, Runs.AT));
        metrics.on(Runs.stepFinished(State.APPLIED));
        metrics.on(Runs.succeeded());

        assertThat(sent())
                .containsExactly(
                        "RunStarted 1.0 Count orders production",
                        "MigrationDuration 20.0 Milliseconds orders production applied",
                        "RunSucceeded 1.0 Count orders production",
                        "RunFailed 0.0 Count orders production",
                        "RunDuration 61.0 Milliseconds orders production succeeded",
                        "MigrationCount 1.0 Count orders production applied");
        assertThat(aws.faults().calls("PutMetricData")).isEqualTo(2);
    }

    @Test
    void aRunThatFailsSaysSo() {
        metrics.on(Runs.started());
        metrics.on(Runs.failed("no"));

        assertThat(sent())
                .contains(
                        "RunSucceeded 0.0 Count orders production",
                        "RunFailed 1.0 Count orders production",
                        "MigrationCount 1.0 Count orders production failed");
    }

    @Test
    void aRunThatIsRefusedBeforeItBeganIsCountedAsWell() {
        metrics.on(Runs.failed("the checks refused it"));

        assertThat(sent()).contains("RunFailed 1.0 Count orders production");
    }

    @Test
    void rowsAndTheirRateAreSentWhileTheWorkLasts() {
        metrics.on(Runs.started());
        metrics.on(new RunEvent.StepStarted(Runs.STEP, Runs.AT));
        aws.clock().sleep(Duration.ofSeconds(30));
        metrics.on(new RunEvent.Progress(Runs.STEP, 3000, 9000, ""));
        assertThat(aws.faults().calls("PutMetricData")).isEqualTo(1);
        aws.clock().sleep(Duration.ofSeconds(40));
        metrics.on(new RunEvent.Progress(Runs.STEP, 7000, 9000, ""));

        assertThat(aws.faults().calls("PutMetricData")).isEqualTo(2);
        assertThat(sent())
                .endsWith(
                        "RowsDone 3000.0 Count orders production",
                        "RowsPerSecond 100.0 Count/Second orders production",
                        "RowsDone 4000.0 Count orders production",
                        "RowsPerSecond 100.0 Count/Second orders production");
    }

    @Test
    void theMigrationIsADimensionOnlyWhenAskedFor() {
        CloudWatchMetrics each = metrics.perMigration();
        each.on(Runs.started());
        each.on(Runs.stepFinished(State.APPLIED));
        each.on(Runs.succeeded());

        assertThat(sent())
                .contains("MigrationDuration 20.0 Milliseconds orders production applied 1709123456789-AddOrderTags");
    }

    @Test
    void thousandsOfMigrationsGoInCallsOfAThousandMetrics() {
        metrics.on(Runs.started());
        for (int i = 0; i < 2500; i++) {
            metrics.on(Runs.stepFinished(State.APPLIED));
        }
        metrics.on(Runs.succeeded());

        assertThat(sent()).hasSize(2500 + 5);
        assertThat(aws.faults().calls("PutMetricData")).isEqualTo(4);
    }

    @Test
    void aServiceThatDoesNotAnswerIsLeftAloneAndTheNextRunTriesAgain() {
        aws.faults().deny("PutMetricData");
        metrics.on(Runs.started());
        for (int i = 0; i < 10_000; i++) {
            metrics.on(Runs.stepFinished(State.APPLIED));
        }
        metrics.on(Runs.succeeded());
        assertThat(aws.faults().calls("PutMetricData")).isEqualTo(3);
        aws.faults().clear();

        metrics.on(Runs.started());
        assertThat(sent()).containsExactly("RunStarted 1.0 Count orders production");
    }

    @Test
    void namesThatCloudWatchRefusesAreRefusedHereOrMadeLegal() {
        assertThatThrownBy(() -> CloudWatchMetrics.of(aws.cloudWatch(), "")).hasMessageContaining("dimension");
        assertThatThrownBy(() -> CloudWatchMetrics.of(aws.cloudWatch(), "prodüktion"))
                .hasMessageContaining("printable ASCII");
        assertThat(CloudWatchMetrics.namespace("örders db")).isEqualTo("Upshift/-rders-db");
    }

    private List<String> sent() {
        return aws.cloudWatch().metrics("Upshift/orders").stream()
                .map(CloudWatchMetricsTest::words)
                .toList();
    }

    private static String words(MetricDatum metric) {
        StringBuilder words =
                new StringBuilder(metric.metricName() + " " + metric.value() + " " + metric.unitAsString());
        metric.dimensions().forEach(dimension -> words.append(' ').append(dimension.value()));
        return words.toString();
    }
}
