package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Report;
import io.upshift.testkit.aws.FakeAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.rds.model.DBInstance;

class BlueGreenTest {
    private static final String NAME = "1.4.0";
    private static final String GREEN = "orders-db-green-";

    private final Operations.Hooks hooks = new Operations.Hooks();

    @Test
    void greenIsMigratedBesideBlueAndTheServiceSwitchedToIt() throws Exception {
        FakeAws aws = Operations.account();
        BlueGreen deployment = lossy(aws);

        assertThat(deployment.create(NAME, plan -> true)).isInstanceOf(Report.Completed.class);
        assertThat(Operations.pointedTo(aws)).contains("//orders-db.c1.");
        String green = green(aws);
        assertThat(hooks.done()).containsExactly("migrate " + green, "verify " + green);
        assertThat(Operations.instance(aws).calls().differences(Orders.INSTANCE, green))
                .isEmpty();

        deployment.switchOver(NAME, plan -> true);

        assertThat(Operations.pointedTo(aws)).startsWith("jdbc:postgresql://" + green + ".c1.");
        assertThat(instances(aws)).contains(Orders.INSTANCE, green);
    }

    @Test
    void theSwitchSaysWhatWillBeMissingAndWantsItConfirmed() throws Exception {
        FakeAws aws = Operations.account();
        BlueGreen deployment = lossy(aws);
        deployment.create(NAME, plan -> true);
        aws.clock().sleep(Duration.ofHours(3));
        List<OperationPlan> shown = new ArrayList<>();

        assertThatThrownBy(() -> deployment.switchOver(NAME, plan -> {
                    shown.add(plan);
                    return false;
                }))
                .hasMessageContaining("it was not confirmed");

        assertThat(shown)
                .singleElement()
                .satisfies(plan -> assertThat(plan.describe())
                        .contains("everything written since 2026-01-02T05:04:05Z (PT3H")
                        .contains("is on blue alone, and will be missing from green")
                        .contains("point /orders/production/db-host to " + green(aws)));
        assertThat(Operations.pointedTo(aws)).contains("//orders-db.c1.");
    }

    @Test
    void aClusterIsClonedWithItsInstances() throws Exception {
        FakeAws aws = Operations.account();
        Operations.point(aws, "orders-cluster.cluster-c1.eu-central-1.rds.amazonaws.com");
        BlueGreen deployment = BlueGreen.of(
                        Operations.cluster(aws),
                        Operations.journal(aws),
                        Operations.pointer(aws),
                        WritePolicy.acceptLoss())
                .migrate(hooks.work("migrate"));

        deployment.create("r1", plan -> true);
        deployment.switchOver("r1", plan -> true);

        assertThat(Operations.pointedTo(aws)).contains("//orders-cluster-green-r1.cluster-c1.");
        assertThat(instances(aws)).contains("orders-cluster-green-r1-1", "orders-cluster-green-r1-2");
        assertThat(aws.rds().describeDBClusterSnapshots().dbClusterSnapshots()).isEmpty();
    }

    @Test
    void frozenWritesStayFrozenUntilTheFailback() throws Exception {
        FakeAws aws = Operations.account();
        BlueGreen deployment = deployment(aws, WritePolicy.freeze(hooks));
        deployment.create(NAME, plan -> true);
        deployment.switchOver(NAME, plan -> true);
        assertThat(hooks.done()).startsWith("freeze").doesNotContain("thaw");

        deployment.failback(NAME, plan -> true);
        assertThat(deployment.failback(NAME, plan -> true)).isInstanceOf(Report.UpToDate.class);

        assertThat(hooks.done()).endsWith("thaw");
        assertThat(Operations.pointedTo(aws)).contains("//orders-db.c1.");
        assertThat(instances(aws)).contains(green(aws));
    }

    @Test
    void whatWasThawedMeanwhileIsNotSwitched() throws Exception {
        FakeAws aws = Operations.account();
        BlueGreen deployment = deployment(aws, WritePolicy.freeze(hooks));
        deployment.create(NAME, plan -> true);
        hooks.thaw(Operations.host(aws, Orders.INSTANCE) + ":5432");

        assertThatThrownBy(() -> deployment.switchOver(NAME, plan -> true))
                .hasMessageContaining("blue isn't frozen any more: green may miss what was written");
        assertThat(Operations.pointedTo(aws)).contains("//orders-db.c1.");
    }

    @Test
    void aReplicationIsPreparedBeforeTheCopyAndAwaitedWithWritesFrozen() throws Exception {
        FakeAws aws = Operations.account();
        List<String> done = new ArrayList<>();
        Replication replication = new Replication() {
            private int behind = 3;

            @Override
            public void prepare(String blue) {
                done.add("prepare with " + instances(aws).size() + " instances");
            }

            @Override
            public void start(String blue, String green) {
                done.add("start");
            }

            @Override
            public Optional<String> whyBehind(String blue, String green) {
                done.add(hooks.isFrozen(blue) ? "asked, frozen" : "asked");
                return behind-- > 0 ? Optional.of("3 seconds behind") : Optional.empty();
            }
        };
        BlueGreen deployment = deployment(aws, WritePolicy.replicate(replication, hooks));

        deployment.create(NAME, plan -> true);
        deployment.switchOver(NAME, plan -> true);

        assertThat(done)
                .startsWith("prepare with 3 instances", "start", "asked")
                .endsWith("asked, frozen");
        assertThat(Operations.pointedTo(aws)).contains(green(aws));
    }

    @Test
    void anAlarmThatSoundsBeforeTheSwitchStopsIt() throws Exception {
        FakeAws aws = Operations.account();
        aws.cloudWatch().alarm("orders-5xx", StateValue.ALARM);
        BlueGreen deployment = lossy(aws).alarms(AlarmWatch.of(aws.cloudWatch(), Duration.ofMinutes(15), "orders-5xx"));
        deployment.create(NAME, plan -> true);

        assertThatThrownBy(() -> deployment.switchOver(NAME, plan -> true))
                .hasMessageContaining("before the switch the alarms [orders-5xx] are sounding");
        assertThat(Operations.pointedTo(aws)).contains("//orders-db.c1.");

        aws.cloudWatch().alarm("orders-5xx", StateValue.OK);
        deployment.switchOver(NAME, plan -> true);
        assertThat(Operations.pointedTo(aws)).contains(GREEN);
    }

    @Test
    void anAlarmThatDoesNotExistIsNamed() throws Exception {
        FakeAws aws = Operations.account();
        BlueGreen deployment = lossy(aws).alarms(AlarmWatch.of(aws.cloudWatch(), Duration.ofMinutes(15), "order-5xx"));
        deployment.create(NAME, plan -> true);

        assertThatThrownBy(() -> deployment.switchOver(NAME, plan -> true))
                .hasMessageContaining("there are no alarms [order-5xx] in this Region");
    }

    @Test
    void aDeploymentWithoutGreenIsNotSwitched() throws Exception {
        FakeAws aws = Operations.account();

        assertThatThrownBy(() -> lossy(aws).switchOver(NAME, plan -> true))
                .hasMessageContaining("green isn't ready")
                .hasMessageContaining("create it first");
    }

    @Test
    void aNameOfAnOperationIsCheckedBeforeAnythingIsDone() throws Exception {
        FakeAws aws = Operations.account();
        int calls = aws.faults().calls().size();

        assertThatThrownBy(() -> lossy(aws).create("../1.4.0", plan -> true))
                .hasMessageContaining("An operation can't be named '../1.4.0'");
        assertThatThrownBy(() -> RdsDatabase.instance(aws.rds(), "orders_db.main"))
                .hasMessageContaining("RDS takes no such name: 'orders_db.main'");
        assertThat(aws.faults().calls()).hasSize(calls);
    }

    @Test
    void anAlarmAfterTheSwitchLeavesTheServiceOnGreenUntilSomebodyFailsBack() throws Exception {
        FakeAws aws = Operations.account();
        aws.cloudWatch().alarm("orders-5xx", StateValue.OK);
        AlarmWatch watch = AlarmWatch.of(aws.cloudWatch(), Duration.ofMinutes(15), "orders-5xx");
        lossy(aws).create(NAME, plan -> true);
        BlueGreen deployment = lossy(aws).alarms(watch).listener(event -> {
            if (Operations.pointedTo(aws).contains(GREEN)) {
                aws.cloudWatch().alarm("orders-5xx", StateValue.ALARM);
            }
        });

        assertThatThrownBy(() -> deployment.switchOver(NAME, plan -> true))
                .hasMessageContaining("since the switch [orders-5xx] are sounding")
                .hasMessageContaining("aws blue-green failback --instance orders-db --name 1.4.0");
        assertThat(Operations.pointedTo(aws)).contains(GREEN);

        lossy(aws).alarms(watch).failback(NAME, plan -> true);
        assertThat(Operations.pointedTo(aws)).contains("//orders-db.c1.");
    }

    @Test
    void aPointerThatSomebodyElseHasChangedIsLeftAlone() throws Exception {
        FakeAws aws = Operations.account();
        lossy(aws).create(NAME, plan -> true);
        Operations.point(aws, "elsewhere.example");

        assertThatThrownBy(() -> lossy(aws).switchOver(NAME, plan -> true))
                .hasMessageContaining("doesn't point to orders-db.c1.");
        assertThat(Operations.pointedTo(aws)).contains("elsewhere.example");
    }

    @Test
    void blueIsKeptForADayAndThenDeletedWithALastSnapshot() throws Exception {
        FakeAws aws = Operations.account();
        BlueGreen deployment = lossy(aws);
        deployment.create(NAME, plan -> true);
        deployment.switchOver(NAME, plan -> true);
        assertThatThrownBy(() -> deployment.decommission(NAME, plan -> true))
                .hasMessageContaining("it is kept for PT24H after the switch");

        aws.clock().sleep(Duration.ofDays(2));
        deployment.decommission(NAME, plan -> true);

        assertThat(instances(aws)).doesNotContain(Orders.INSTANCE).contains(green(aws));
        assertThat(Orders.snapshots(aws)).contains("upshift-orders-db-last");
        assertThatThrownBy(() -> deployment.failback(NAME, plan -> true)).hasMessageContaining("was decommissioned");
    }

    @Test
    void withoutASwitchItIsGreenThatIsDecommissioned() throws Exception {
        FakeAws aws = Operations.account();
        BlueGreen deployment = deployment(aws, WritePolicy.freeze(hooks));
        deployment.create(NAME, plan -> true);
        String green = green(aws);

        deployment.decommission(NAME, plan -> true);

        assertThat(instances(aws)).contains(Orders.INSTANCE).doesNotContain(green);
        assertThat(hooks.done()).endsWith("thaw");
    }

    private BlueGreen lossy(FakeAws aws) {
        return deployment(aws, WritePolicy.acceptLoss());
    }

    private BlueGreen deployment(FakeAws aws, WritePolicy writes) {
        return BlueGreen.of(Operations.instance(aws), Operations.journal(aws), Operations.pointer(aws), writes)
                .migrate(hooks.work("migrate"))
                .verify(hooks.work("verify"));
    }

    private static List<String> instances(FakeAws aws) {
        return aws.rds().describeDBInstances().dbInstances().stream()
                .map(DBInstance::dbInstanceIdentifier)
                .toList();
    }

    private static String green(FakeAws aws) {
        return instances(aws).stream()
                .filter(name -> name.startsWith(GREEN))
                .findFirst()
                .orElseThrow();
    }
}
