package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.testkit.aws.FakeAws;
import io.upshift.testkit.aws.KilledAfterEachCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBInstance;

class RdsRestoreTest {
    private static final String SNAPSHOT = "upshift-orders-db-0123456789ab";
    private static final String NEW = "orders-db-r1";

    @Test
    void snapshotsAreFoundTheNewestFirst() throws Exception {
        FakeAws aws = withSnapshot();
        aws.clock().sleep(Duration.ofHours(2));
        Orders.snapshot(aws).take("later");

        assertThat(restore(aws).snapshots())
                .extracting(FoundSnapshot::id)
                .containsExactly("upshift-orders-db-later", SNAPSHOT);
        assertThat(restore(aws).snapshots()).extracting(FoundSnapshot::run).containsExactly("later", Orders.RUN);
    }

    @Test
    void theNewInstanceHasEverySettingOfTheOldOne() throws Exception {
        FakeAws aws = withSnapshot();
        aws.clock().sleep(Duration.ofHours(3));
        List<RestorePlan> shown = new ArrayList<>();

        Restored restored = restore(aws).restore(SNAPSHOT, NEW, shown::add);

        assertThat(restored.differences()).isEmpty();
        assertThat(restored.endpoint()).isEqualTo("orders-db-r1.c1.eu-central-1.rds.amazonaws.com:5432");
        assertThat(shown)
                .singleElement()
                .satisfies(plan -> assertThat(plan.lossWindow()).isBetween(Duration.ofHours(3), Duration.ofHours(4)));
        assertThat(aws.rds().describeDBInstances().dbInstances())
                .extracting(DBInstance::dbInstanceIdentifier)
                .containsExactly("orders-db", NEW);
    }

    @Test
    void killedAfterAnyCallOrWithAnyReplyLostTheRetryEndsTheSame() throws Exception {
        int calls = KilledAfterEachCall.check(
                RdsRestoreTest::prepare, aws -> restore(aws).restore(SNAPSHOT, NEW, plan -> true), this::instances);

        assertThat(calls).isGreaterThan(6);
    }

    @Test
    void withoutConfirmationNothingIsMade() throws Exception {
        FakeAws aws = withSnapshot();

        assertThatThrownBy(() -> restore(aws).restore(SNAPSHOT, NEW, plan -> false))
                .hasMessageContaining("will be missing from it")
                .hasMessageContaining("it was not confirmed");
        assertThat(aws.faults().calls("RestoreDBInstanceFromDBSnapshot")).isZero();
    }

    @Test
    void aSnapshotOfAnotherInstanceIsRefused() throws Exception {
        FakeAws aws = withSnapshot();
        aws.rds()
                .createDBInstance(
                        request -> request.dbInstanceIdentifier("billing-db").engine("postgres"));
        aws.clock().sleep(Duration.ofHours(1));
        aws.rds()
                .createDBSnapshot(
                        request -> request.dbInstanceIdentifier("billing-db").dbSnapshotIdentifier("billing"));
        aws.clock().sleep(Duration.ofHours(1));

        assertThatThrownBy(() -> restore(aws).restore("billing", NEW, plan -> true))
                .hasMessageContaining("no available snapshot billing of the instance orders-db")
                .hasMessageContaining(SNAPSHOT);
    }

    @Test
    void anInstanceThatHasTheNameIsLeftAlone() throws Exception {
        FakeAws aws = withSnapshot();

        assertThatThrownBy(() -> restore(aws).restore(SNAPSHOT, Orders.INSTANCE, plan -> true))
                .hasMessageContaining("There is an instance orders-db that this restore didn't make");
    }

    @Test
    void anInstanceThatAnotherSnapshotWasRestoredToIsLeftAlone() throws Exception {
        FakeAws aws = withSnapshot();
        Orders.snapshot(aws).take("later");
        restore(aws).restore(SNAPSHOT, NEW, plan -> true);

        assertThatThrownBy(() -> restore(aws).restore("upshift-orders-db-later", NEW, plan -> true))
                .hasMessageContaining("There is an instance orders-db-r1 that this restore didn't make");
    }

    @Test
    void aRestoreThatFailsLeavesEverythingForALook() throws Exception {
        FakeAws aws = withSnapshot();
        aws.rds().restoresEnd("incompatible-network");

        assertThatThrownBy(() -> restore(aws).restore(SNAPSHOT, NEW, plan -> true))
                .hasMessage("instance orders-db-r1 has failed: RDS says incompatible-network");
        assertThat(aws.rds().describeDBInstances().dbInstances()).hasSize(2);
    }

    private static void prepare(FakeAws aws) throws Exception {
        Orders.prepare(aws);
        Orders.snapshot(aws).take(Orders.RUN);
    }

    private static FakeAws withSnapshot() throws Exception {
        FakeAws aws = FakeAws.create();
        prepare(aws);
        return aws;
    }

    private static RdsRestore restore(FakeAws aws) {
        return RdsRestore.of(aws.rds(), Orders.INSTANCE).in(aws.clock(), aws.clock()::sleep);
    }

    private String instances(FakeAws aws) {
        return String.join(
                "\n",
                aws.rds().describeDBInstances().dbInstances().stream()
                        .map(instance -> instance.toBuilder()
                                .instanceCreateTime(null)
                                .build()
                                .toString())
                        .toList());
    }
}
