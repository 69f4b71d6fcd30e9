package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.HealthCheck.Health;
import io.upshift.testkit.aws.FakeAws;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CloudWatchReplicaLagTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final FakeAws aws = FakeAws.create();
    private final CloudWatchReplicaLag<String> replicas = CloudWatchReplicaLag.<String>ofReplicas(
                    aws.cloudWatch(), LIMIT, "orders-2", "orders-3")
            .in(aws.clock());

    @Test
    void replicasThatKeepUpAreFine() {
        lag("orders-2", 3);
        lag("orders-3", 10);
        assertThat(look()).isEqualTo(Health.fine());
    }

    @Test
    void theReplicaThatIsBehindIsNamed() {
        lag("orders-2", 3);
        lag("orders-3", 11);
        assertThat(look()).isEqualTo(Health.strained("orders-3 is behind by 11 s"));
    }

    @Test
    void theNewestValueCounts() {
        lag("orders-2", 0);
        lag("orders-3", 500);
        aws.clock().sleep(Duration.ofMinutes(1));
        lag("orders-3", 1);
        assertThat(look()).isEqualTo(Health.fine());
    }

    @Test
    void aReplicaWithoutAValueOrWithoutReplicationIsUnknown() {
        lag("orders-2", 99);
        assertThat(look()).isEqualTo(Health.unknown("CloudWatch doesn't know how far orders-3 is"));
        aws.clock().sleep(Duration.ofMinutes(1));
        lag("orders-2", 1);
        lag("orders-3", -1);
        assertThat(look()).isEqualTo(Health.unknown("CloudWatch doesn't know how far orders-3 is"));
        aws.clock().sleep(Duration.ofMinutes(10));
        assertThat(look()).isEqualTo(Health.unknown("CloudWatch doesn't know how far orders-2 is"));
    }

    @Test
    void cloudWatchIsAskedOnceAMinute() {
        lag("orders-2", 1);
        lag("orders-3", 1);
        look();
        for (int i = 0; i < 50; i++) {
            replicas.look("");
        }
        assertThat(aws.faults().calls("GetMetricData")).isEqualTo(1);
        aws.clock().sleep(Duration.ofMinutes(1));
        replicas.look("");
        assertThat(aws.faults().calls("GetMetricData")).isEqualTo(2);
    }

    @Test
    void anAnswerThatFailsIsUnknown() {
        aws.faults().deny("GetMetricData");
        assertThat(look())
                .isEqualTo(
                        Health.unknown("CloudWatch doesn't say how far the replicas are: AccessDenied: not authorized"
                                + " to perform: GetMetricData"));
    }

    @Test
    void aurorasReadersAreMeasuredInMilliseconds() {
        CloudWatchReplicaLag<String> readers = CloudWatchReplicaLag.<String>ofAuroraReaders(
                        aws.cloudWatch(), Duration.ofMillis(500), "reader")
                .in(aws.clock());
        aws.cloudWatch().publish("AWS/RDS", "AuroraReplicaLag", "DBInstanceIdentifier=reader", 1400);
        aws.clock().sleep(Duration.ofSeconds(1));
        assertThat(readers.look("")).isEqualTo(Health.strained("reader is behind by 1 s"));
    }

    @Test
    void itHasToBeSaidWhichReplicas() {
        assertThatThrownBy(() -> CloudWatchReplicaLag.ofReplicas(aws.cloudWatch(), LIMIT))
                .hasMessageContaining("name the DB instances");
    }

    private void lag(String instance, double seconds) {
        aws.cloudWatch().publish("AWS/RDS", "ReplicaLag", "DBInstanceIdentifier=" + instance, seconds);
    }

    private Health look() {
        aws.clock().sleep(Duration.ofSeconds(1));
        return replicas.look("");
    }
}
