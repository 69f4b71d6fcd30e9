package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.RunEvent;
import io.upshift.testkit.aws.FakeAws;
import io.upshift.testkit.aws.KilledAfterEachCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmergencyRestoreTest {
    private static final String NAME = "incident-7";
    private static final String COPY = "orders-db-r-incident-7";
    private static final String ASIDE = "orders-db-old-incident-7";

    private final Operations.Hooks hooks = new Operations.Hooks();

    @Test
    void theServiceIsStoppedRestoredAndStartedOnTheCopy() throws Exception {
        FakeAws aws = withSnapshot();
        List<RunEvent> events = new ArrayList<>();

        byPointer(aws).listener(events::add).restore(NAME, RestorePoint.latestSnapshot(), plan -> true);

        assertThat(hooks.done()).containsExactly("stop", "verify " + COPY, "start");
        assertThat(Operations.pointedTo(aws)).contains("//" + COPY + ".c1.");
        assertThat(events.get(events.size() - 1)).isInstanceOf(RunEvent.RunFinished.class);
        assertThat(aws.faults().calls("DeleteDBInstance")).isZero();
    }

    @Test
    void thePlanSaysWhatWillBeMissingAndNothingIsDoneUnlessItIsConfirmed() throws Exception {
        FakeAws aws = withSnapshot();
        aws.clock().sleep(Duration.ofHours(5));
        OperationPlan plan = byPointer(aws).plan(NAME, RestorePoint.latestSnapshot());

        assertThat(plan.describe())
                .contains("  - stop the application")
                .contains("  ! everything written since 2026-01-02T05:04:05Z (PT5H")
                .contains("nothing is deleted");
        assertThatThrownBy(() -> byPointer(aws)
                        .restore(
                                NAME,
                                RestorePoint.latestSnapshot(),
                                shown -> shown.token().isEmpty()))
                .hasMessageContaining("it was not confirmed");
        assertThat(hooks.done()).isEmpty();
        assertThat(aws.s3().texts(Operations.BUCKET)).isEmpty();
    }

    @Test
    void withoutAPointerTheInstancesChangeNamesAndBack() throws Exception {
        FakeAws aws = withSnapshot();
        String old = resourceId(aws, Orders.INSTANCE);

        byName(aws).restore(NAME, RestorePoint.latestSnapshot(), plan -> true);

        assertThat(resourceId(aws, ASIDE)).isEqualTo(old);
        String copy = resourceId(aws, Orders.INSTANCE);
        assertThat(copy).isNotEqualTo(old);

        byName(aws).back(NAME, plan -> true);

        assertThat(resourceId(aws, Orders.INSTANCE)).isEqualTo(old);
        assertThat(resourceId(aws, COPY)).isEqualTo(copy);
        assertThat(hooks.done()).containsExactly("stop", "verify " + COPY, "start", "stop", "start");
        assertThat(aws.faults().calls("DeleteDBInstance")).isZero();
    }

    @Test
    void aSecondWithinTheBackupsIsRestoredAndOneBeyondThemRefused() throws Exception {
        FakeAws aws = withSnapshot();
        aws.clock().sleep(Duration.ofHours(1));
        Instant now = aws.clock().instant();

        byPointer(aws).restore(NAME, RestorePoint.time(now.minus(Duration.ofMinutes(30))), plan -> true);
        assertThat(aws.faults().calls("RestoreDBInstanceToPointInTime")).isEqualTo(1);
        assertThatThrownBy(
                        () -> byPointer(aws).restore("incident-8", RestorePoint.time(now.plusSeconds(7200)), p -> true))
                .hasMessageContaining("can't be restored to")
                .hasMessageContaining("its backups reach");
    }

    @Test
    void aCopyThatIsNotWhatItShouldBeIsNotSwitchedToAndThereIsAWayBack() throws Exception {
        FakeAws aws = withSnapshot();
        EmergencyRestore restore = byPointer(aws).verify(endpoint -> {
            throw new IllegalStateException("12 orders are missing");
        });

        assertThatThrownBy(() -> restore.restore(NAME, RestorePoint.latestSnapshot(), plan -> true))
                .hasMessageContaining(
                        "manual intervention is needed, the application is stopped: 12 orders are missing")
                .hasMessageContaining("run again: the operation goes on from this step; or take the restore back");
        assertThat(Operations.pointedTo(aws)).contains("//orders-db.c1.");

        restore.back(NAME, plan -> true);
        assertThat(hooks.done()).containsExactly("stop", "start");
    }

    @Test
    void aNameThatSomebodyElseHasTakenIsNotOverwritten() throws Exception {
        FakeAws aws = withSnapshot();
        aws.rds()
                .createDBInstance(request -> request.dbInstanceIdentifier(ASIDE).engine("postgres"));

        assertThatThrownBy(() -> byName(aws).restore(NAME, RestorePoint.latestSnapshot(), plan -> true))
                .hasMessageContaining("there is another instance " + ASIDE);
        assertThat(aws.rds()
                        .describeDBInstances(r -> r.dbInstanceIdentifier(Orders.INSTANCE))
                        .dbInstances())
                .hasSize(1);
    }

    @Test
    void killedAfterAnyCallOrWithAnyReplyLostTheRetryEndsTheSame() throws Exception {
        int calls = KilledAfterEachCall.check(
                EmergencyRestoreTest::prepare,
                aws -> byName(aws).restore(NAME, RestorePoint.latestSnapshot(), plan -> true),
                Operations::state);

        assertThat(calls).isGreaterThan(40);
    }

    @Test
    void theWayBackKilledAfterAnyCallEndsTheSame() throws Exception {
        KilledAfterEachCall.check(
                aws -> {
                    prepare(aws);
                    byName(aws).restore(NAME, RestorePoint.latestSnapshot(), plan -> true);
                },
                aws -> byName(aws).back(NAME, plan -> true),
                Operations::state);
    }

    @Test
    void aClusterWithoutAPointerIsRefusedBeforeAnythingIsDone() throws Exception {
        FakeAws aws = withSnapshot();

        assertThatThrownBy(() -> EmergencyRestore.of(Operations.cluster(aws), Operations.journal(aws), hooks)
                        .restore(NAME, RestorePoint.latestTime(), plan -> true))
                .hasMessageContaining("A cluster isn't switched by renaming it");
    }

    private EmergencyRestore byName(FakeAws aws) {
        return EmergencyRestore.of(Operations.instance(aws), Operations.journal(aws), hooks)
                .verify(hooks.work("verify"));
    }

    private EmergencyRestore byPointer(FakeAws aws) {
        return byName(aws).pointer(Operations.pointer(aws));
    }

    private static String resourceId(FakeAws aws, String instance) {
        return Operations.instance(aws).existing(instance).resourceId();
    }

    private static void prepare(FakeAws aws) throws Exception {
        Operations.prepare(aws);
        Orders.snapshot(aws).take(Orders.RUN);
    }

    private static FakeAws withSnapshot() throws Exception {
        FakeAws aws = FakeAws.create();
        prepare(aws);
        return aws;
    }
}
