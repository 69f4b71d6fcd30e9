package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Receipt;
import io.upshift.testkit.aws.FakeAws;
import io.upshift.testkit.aws.KilledAfterEachCall;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RdsSnapshotTest {
    private final FakeAws aws = Orders.account();

    @Test
    void theReceiptHoldsWhatARestoreNeeds() throws Exception {
        Instant before = aws.clock().instant();

        Receipt receipt = Orders.snapshot(aws).take(Orders.RUN);

        assertThat(receipt.kind()).isEqualTo("rds-snapshot");
        assertThat(receipt.id()).isEqualTo("upshift-orders-db-0123456789ab");
        assertThat(receipt.takenAt()).isEqualTo(before);
        assertThat(receipt.restore())
                .isEqualTo("aws rds restore-db-instance-from-db-snapshot --db-instance-identifier orders-db-restored"
                        + " --db-snapshot-identifier upshift-orders-db-0123456789ab --db-instance-class db.m6g.large"
                        + " --db-subnet-group-name default --vpc-security-group-ids sg-default"
                        + " --db-parameter-group-name default --multi-az --enable-iam-database-authentication"
                        + " --deletion-protection");
        assertThat(receipt.details())
                .containsEntry("arn", "arn:aws:rds:eu-central-1:123456789012:snapshot:upshift-orders-db-0123456789ab")
                .containsEntry("sizeGiB", "100")
                .containsEntry("encrypted", "true")
                .containsEntry(
                        "kmsKey", "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555")
                .containsEntry("tags", "{upshift:run=" + Orders.RUN + ", upshift:service=orders}")
                .doesNotContainKey("begunBy");
        assertThat(aws.clock().instant()).isAfterOrEqualTo(before.plus(Duration.ofMinutes(5)));
    }

    @Test
    void aClusterIsSnapshottedAsOne() throws Exception {
        Receipt receipt = RdsSnapshot.cluster(aws.rds(), Orders.CLUSTER)
                .in(aws.clock(), aws.clock()::sleep)
                .take(Orders.RUN);

        assertThat(receipt.kind()).isEqualTo("rds-cluster-snapshot");
        assertThat(receipt.restore())
                .startsWith("aws rds restore-db-cluster-from-snapshot --db-cluster-identifier orders-cluster-restored"
                        + " --snapshot-identifier upshift-orders-cluster-0123456789ab --engine aurora-postgresql");
    }

    @Test
    void killedAfterAnyCallOrWithAnyReplyLostTheRetryEndsTheSame() throws Exception {
        int calls = KilledAfterEachCall.check(
                Orders::prepare, aws -> Orders.snapshot(aws).take(Orders.RUN), Orders::snapshots);

        assertThat(calls).isGreaterThan(5);
    }

    @Test
    void killedInRetentionNothingElseIsDeleted() throws Exception {
        KilledAfterEachCall.check(
                before -> {
                    Orders.prepare(before);
                    for (int day = 0; day < 4; day++) {
                        Orders.snapshot(before).take("day" + day);
                        before.clock().sleep(Duration.ofDays(1));
                    }
                },
                aws -> Orders.snapshot(aws).keep(2, Duration.ZERO).take(Orders.RUN),
                Orders::snapshots);
    }

    @Test
    void aSnapshotThatIsStillBeingMadeIsTakenOverHoweverLongItTakes() throws Exception {
        aws.rds().snapshots(Duration.ofHours(5), "available");
        aws.faults().killAfter(6);
        assertThatThrownBy(() -> Orders.snapshot(aws).take(Orders.RUN)).hasMessageContaining("killed");
        aws.clock().sleep(Duration.ofHours(3));

        Receipt receipt = Orders.snapshot(aws).take(Orders.RUN);

        assertThat(receipt.details()).containsEntry("begunBy", "an earlier try of this run");
        assertThat(aws.faults().calls("CreateDBSnapshot")).isEqualTo(1);
    }

    @Test
    void aFinishedSnapshotOfAnEarlierTryIsReusedOnlyWhileItIsYoung() throws Exception {
        Orders.snapshot(aws).take(Orders.RUN);
        aws.clock().sleep(Duration.ofMinutes(30));
        assertThat(Orders.snapshot(aws).take(Orders.RUN).id()).isEqualTo("upshift-orders-db-0123456789ab");
        aws.clock().sleep(Duration.ofHours(2));

        assertThat(Orders.snapshot(aws).take(Orders.RUN).id()).isEqualTo("upshift-orders-db-0123456789ab-2");
    }

    @Test
    void aSnapshotOfAnotherInstanceThatHadTheNameIsNotReused() throws Exception {
        Orders.snapshot(aws).take(Orders.RUN);
        aws.rds()
                .modifyDBInstance(
                        request -> request.dbInstanceIdentifier(Orders.INSTANCE).deletionProtection(false));
        aws.clock().sleep(Duration.ofMinutes(5));
        aws.rds()
                .deleteDBInstance(
                        request -> request.dbInstanceIdentifier(Orders.INSTANCE).skipFinalSnapshot(true));
        aws.clock().sleep(Duration.ofMinutes(10));
        aws.rds()
                .createDBInstance(request -> request.dbInstanceIdentifier(Orders.INSTANCE)
                        .engine("postgres")
                        .dbInstanceClass("db.t3.micro"));

        assertThat(Orders.snapshot(aws).take(Orders.RUN).id()).isEqualTo("upshift-orders-db-0123456789ab-2");
    }

    @Test
    void aSnapshotThatSomebodyElseHasUnderTheNameIsNeitherReusedNorTouched() throws Exception {
        aws.rds()
                .createDBSnapshot(request -> request.dbInstanceIdentifier(Orders.INSTANCE)
                        .dbSnapshotIdentifier("upshift-orders-db-0123456789ab"));

        Receipt receipt = Orders.snapshot(aws).take(Orders.RUN);

        assertThat(receipt.id()).isEqualTo("upshift-orders-db-0123456789ab-2");
        assertThat(Orders.snapshots(aws)).contains("upshift-orders-db-0123456789ab available null");
    }

    @Test
    void anInstanceThatBacksUpIsWaitedFor() throws Exception {
        aws.rds().instanceStatus(Orders.INSTANCE, "backing-up", Duration.ofMinutes(40), "available");
        Instant before = aws.clock().instant();

        assertThat(Orders.snapshot(aws).take(Orders.RUN).takenAt()).isAfter(before.plus(Duration.ofMinutes(39)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"storage-full", "failed", "stopped", "incompatible-network", "deleting"})
    void anInstanceFromWhichNothingComesBackIsRefusedAtOnce(String status) {
        aws.rds().instanceStatus(Orders.INSTANCE, status);

        assertThatThrownBy(() -> Orders.snapshot(aws).take(Orders.RUN))
                .hasMessage("a snapshot of instance orders-db has failed: a snapshot needs it available, and it is "
                        + status);
        assertThat(aws.faults().calls("CreateDBSnapshot")).isZero();
    }

    @Test
    void aSnapshotThatFailsIsNoBackupAndTheNextTryTakesAnother() throws Exception {
        aws.rds().snapshots(Duration.ofMinutes(5), "failed");
        assertThatThrownBy(() -> Orders.snapshot(aws).take(Orders.RUN))
                .hasMessage("snapshot upshift-orders-db-0123456789ab has failed: RDS says failed");
        aws.rds().snapshots(Duration.ofMinutes(5), "available");

        assertThat(Orders.snapshot(aws).take(Orders.RUN).id()).isEqualTo("upshift-orders-db-0123456789ab-2");
    }

    @Test
    void theWaitHasAnEnd() {
        aws.rds().snapshots(Duration.ofHours(5), "available");

        assertThatThrownBy(() ->
                        Orders.snapshot(aws).waitAtMost(Duration.ofHours(1)).take(Orders.RUN))
                .hasMessageMatching("snapshot upshift-orders-db-0123456789ab isn't done after PT1H: .* is \\d+ % done");
    }

    @Test
    void aMissingInstanceIsNamedWithThoseThatThereAre() {
        assertThatThrownBy(() -> RdsSnapshot.of(aws.rds(), "order-db").take(Orders.RUN))
                .hasMessage("there is no DB instance order-db in this Region; there are [orders-db]");
        assertThatThrownBy(() -> RdsSnapshot.cluster(aws.rds(), Orders.INSTANCE).take(Orders.RUN))
                .hasMessage("there is no DB cluster orders-db in this Region; there are [orders-cluster]");
    }

    @Test
    void aFullQuotaIsSaidBeforeAnythingIsAsked() {
        aws.rds().quota("ManualSnapshots", 0);

        assertThatThrownBy(() -> Orders.snapshot(aws).take(Orders.RUN))
                .hasMessage("the account has 0 of at most 0 ManualSnapshots in this Region");
        assertThat(aws.faults().calls("CreateDBSnapshot")).isZero();
    }

    @Test
    void aQuotaThatMayNotBeReadIsLeftToRds() throws Exception {
        aws.faults().deny("DescribeAccountAttributes");

        assertThat(Orders.snapshot(aws).take(Orders.RUN).id()).isEqualTo("upshift-orders-db-0123456789ab");
    }

    @Test
    void throttlingAndLostRepliesAreBridgedAndNothingIsMadeTwice() throws Exception {
        aws.faults().throttle("DescribeDBInstances", 2);
        aws.faults().throttle("CreateDBSnapshot", 3);
        aws.faults().loseReply("CreateDBSnapshot", 1);
        aws.faults().loseReply("DescribeDBSnapshots", 1);

        Orders.snapshot(aws).take(Orders.RUN);

        assertThat(aws.rds().describeDBSnapshots().dbSnapshots()).hasSize(1);
    }

    @Test
    void anExpiredTokenEndsItAtOnce() {
        aws.faults().expireToken();

        assertThatThrownBy(() -> Orders.snapshot(aws).take(Orders.RUN)).hasMessageContaining("token");
        assertThat(aws.faults().calls("DescribeDBInstances")).isEqualTo(1);
    }

    @Test
    void bestEffortGoesOnAndSaysSo() throws Exception {
        aws.rds().instanceStatus(Orders.INSTANCE, "storage-full");

        Receipt receipt = Orders.snapshot(aws).bestEffort().take(Orders.RUN);

        assertThat(receipt.id()).isEqualTo("none");
        assertThat(receipt.restore()).isEqualTo("there is nothing to restore");
        assertThat(receipt.details().get("skipped")).contains("storage-full");
    }

    @Test
    void retentionDeletesOnlyItsOwnOldOnesAndNeverTheNewest() throws Exception {
        aws.rds()
                .createDBSnapshot(
                        request -> request.dbInstanceIdentifier(Orders.INSTANCE).dbSnapshotIdentifier("by-hand"));
        Orders.snapshot(aws).service("billing").take("billing1");
        for (int day = 0; day < 4; day++) {
            aws.clock().sleep(Duration.ofDays(1));
            Orders.snapshot(aws).take("day" + day);
        }

        Orders.snapshot(aws).keep(1, Duration.ofDays(2)).take(Orders.RUN);

        assertThat(Orders.snapshots(aws).lines())
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly(
                        "by-hand",
                        "upshift-orders-db-0123456789ab",
                        "upshift-orders-db-billing1",
                        "upshift-orders-db-day2",
                        "upshift-orders-db-day3");
        assertThatThrownBy(() -> Orders.snapshot(aws).keep(0, Duration.ZERO)).hasMessageContaining("keeps no backup");
    }

    @Test
    void anOldSnapshotThatCannotBeDeletedDoesNotFailTheBackup() throws Exception {
        Orders.snapshot(aws).take("day1");
        aws.clock().sleep(Duration.ofDays(1));
        aws.faults().deny("DeleteDBSnapshot");

        assertThat(Orders.snapshot(aws).keep(1, Duration.ZERO).take(Orders.RUN).id())
                .isEqualTo("upshift-orders-db-0123456789ab");
    }
}
