package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.testkit.aws.FakeAws;
import io.upshift.testkit.aws.KilledAfterEachCall;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Deployments cut off after each call, and refused or failed by AWS. */
class BlueGreenFaultsTest {
    private static final String NAME = "1.4.0";
    private static final String GREEN = "orders-db-green-";

    @Test
    void aFullQuotaIsSaidBeforeGreenIsAskedFor() throws Exception {
        FakeAws aws = Operations.account();
        aws.rds().quota("DBInstances", 3);

        assertThatThrownBy(() -> lossy(aws).create(NAME, plan -> true))
                .hasMessageContaining("the account has 3 of at most 3 DBInstances in this Region");
        assertThat(aws.faults().calls("RestoreDBInstanceFromDBSnapshot")).isZero();
    }

    @Test
    void throttlingIsBridgedAndAnExpiredTokenIsNamedAndPickedUpFrom() throws Exception {
        FakeAws aws = Operations.account();
        aws.faults().throttle("RestoreDBInstanceFromDBSnapshot", 2);
        aws.faults().throttle("DescribeDBInstances", 1);
        lossy(aws).create(NAME, plan -> true);
        aws.faults().expireToken();
        assertThatThrownBy(() -> lossy(aws).switchOver(NAME, plan -> true)).hasMessageContaining("expired");

        aws.faults().clear();
        lossy(aws).switchOver(NAME, plan -> true);
        assertThat(Operations.pointedTo(aws)).contains(GREEN);
    }

    @Test
    void aGreenThatFailsOrFillsUpIsSaidAndNothingIsSwitched() throws Exception {
        for (String status : List.of("storage-full", "incompatible-network", "restore-error")) {
            FakeAws aws = Operations.account();
            aws.rds().restoresEnd(status);

            assertThatThrownBy(() -> lossy(aws).create(NAME, plan -> true)).hasMessageContaining("RDS says " + status);
            assertThat(Operations.pointedTo(aws)).contains("//orders-db.c1.");
        }
    }

    @Test
    void killedAfterAnyCallOrWithAnyReplyLostTheRetryEndsTheSame() throws Exception {
        int calls = KilledAfterEachCall.check(
                Operations::prepare,
                aws -> {
                    lossy(aws).create(NAME, plan -> true);
                    lossy(aws).switchOver(NAME, plan -> true);
                },
                Operations::state);

        assertThat(calls).isGreaterThan(40);
    }

    @Test
    @Tag("proof")
    void aClusterKilledAfterAnyCallEndsTheSame() throws Exception {
        int calls = KilledAfterEachCall.check(
                aws -> {
                    Operations.prepare(aws);
                    Operations.point(aws, "orders-cluster.cluster-c1.eu-central-1.rds.amazonaws.com");
                },
                aws -> BlueGreen.of(
                                Operations.cluster(aws),
                                Operations.journal(aws),
                                Operations.pointer(aws),
                                WritePolicy.acceptLoss())
                        .migrate(endpoint -> {})
                        .create("r1", plan -> true),
                Operations::state);

        assertThat(calls).isGreaterThan(30);
    }

    @Test
    void aFailbackKilledAfterAnyCallEndsTheSame() throws Exception {
        KilledAfterEachCall.check(
                aws -> {
                    Operations.prepare(aws);
                    lossy(aws).create(NAME, plan -> true);
                    lossy(aws).switchOver(NAME, plan -> true);
                },
                aws -> lossy(aws).failback(NAME, plan -> true),
                Operations::state);
    }

    @Test
    void aDecommissioningKilledAfterAnyCallDeletesNothingElse() throws Exception {
        KilledAfterEachCall.check(
                aws -> {
                    Operations.prepare(aws);
                    lossy(aws).create(NAME, plan -> true);
                    lossy(aws).switchOver(NAME, plan -> true);
                    aws.clock().sleep(Duration.ofDays(2));
                },
                aws -> lossy(aws).decommission(NAME, plan -> true),
                Operations::state);
    }

    private static BlueGreen lossy(FakeAws aws) {
        return BlueGreen.of(
                        Operations.instance(aws),
                        Operations.journal(aws),
                        Operations.pointer(aws),
                        WritePolicy.acceptLoss())
                .migrate(endpoint -> {})
                .verify(endpoint -> {});
    }
}
