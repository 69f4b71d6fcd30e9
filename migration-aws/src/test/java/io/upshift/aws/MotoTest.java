package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Credentials;
import io.upshift.Receipt;
import io.upshift.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.sts.StsClient;

/** The same scenarios over HTTP, so that what is written and read is what the services write and read. */
class MotoTest {
    private static Moto moto;
    private static RdsClient rds;

    @BeforeAll
    static void start() throws Exception {
        moto = Moto.start();
        rds = moto.client(RdsClient.builder());
        Orders.create(rds);
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            moto.close();
        }
    }

    @Test
    void anInstanceIsSnapshottedOnceHoweverOftenItIsTriedAndComesBackUnderANewName() throws Exception {
        RdsSnapshot snapshot = here(RdsSnapshot.of(rds, Orders.INSTANCE).service("orders"));
        snapshot.take("day1");
        Receipt receipt = snapshot.take(Orders.RUN);
        assertThat(snapshot.take(Orders.RUN).details()).containsEntry("begunBy", "an earlier try of this run");
        snapshot.keep(1, Duration.ZERO).take(Orders.RUN);

        assertThat(receipt.details().get("tags")).isEqualTo("{upshift:run=" + Orders.RUN + ", upshift:service=orders}");
        assertThat(rds.describeDBSnapshotsPaginator(request ->
                                request.dbInstanceIdentifier(Orders.INSTANCE).snapshotType("manual"))
                        .dbSnapshots())
                .extracting(DBSnapshot::dbSnapshotIdentifier)
                .containsExactly("upshift-orders-db-0123456789ab");

        RdsRestore restore = RdsRestore.of(rds, Orders.INSTANCE).in(InstantSource.system(), pause -> {});
        Restored restored = restore.restore(receipt.id(), "orders-db-r1", plan -> true);
        assertThat(restored.endpoint()).contains("orders-db-r1");
        assertThat(restore.restore(receipt.id(), "orders-db-r1", plan -> true).arn())
                .isEqualTo(restored.arn());
    }

    @Test
    void theJournalInABucketRefusesAWriterThatHasNotReadTheLastPage() {
        S3Client s3 = moto.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(request -> request.bucket("journals")
                .createBucketConfiguration(config -> config.locationConstraint("eu-central-1")));
        OperationJournal journal = OperationJournal.s3(s3, "journals", "upshift/");

        assertThat(journal.read("drill/orders-db/1")).isEmpty();
        String first = journal.write("drill/orders-db/1", "first", null).orElseThrow();
        assertThat(journal.write("drill/orders-db/1", "other", null)).isEmpty();
        String second = journal.write("drill/orders-db/1", "second", first).orElseThrow();
        assertThat(journal.read("drill/orders-db/1")).contains(new OperationJournal.Page("second", second));
    }

    @Test
    void anInstanceIsReplacedByAMigratedCopyAndTheServicePointedToIt(@TempDir Path folder) {
        rds.createDBInstance(request -> request.dbInstanceIdentifier("stock-db")
                .dbInstanceClass("db.m6g.large")
                .engine("postgres")
                .masterUsername("stock")
                .masterUserPassword("not-a-secret-1")
                .allocatedStorage(100));
        RdsDatabase blue = RdsDatabase.instance(rds, "stock-db").in(InstantSource.system(), pause -> {});
        SsmClient ssm = moto.client(SsmClient.builder());
        String host = blue.existing().host();
        ssm.putParameter(request -> request.name("/stock/host").value(host).type(ParameterType.STRING));
        List<String> migrated = new ArrayList<>();
        BlueGreen deployment = BlueGreen.of(
                        blue,
                        OperationJournal.files(folder),
                        SsmPointer.of(ssm, "/stock/host"),
                        WritePolicy.acceptLoss())
                .keepBlue(Duration.ZERO)
                .migrate(migrated::add);

        deployment.create("r1", plan -> true);
        deployment.switchOver("r1", plan -> true);
        assertThat(ssm.getParameter(request -> request.name("/stock/host"))
                        .parameter()
                        .value())
                .contains("stock-db-green-r1");
        deployment.failback("r1", plan -> true);
        assertThat(ssm.getParameter(request -> request.name("/stock/host"))
                        .parameter()
                        .value())
                .isEqualTo(host);
        deployment.decommission("r1", plan -> true);

        assertThat(migrated).singleElement().asString().contains("stock-db-green-r1");
        assertThat(blue.calls().find("stock-db-green-r1")).isEmpty();
        assertThat(blue.calls().find("stock-db")).isPresent();
    }

    @Test
    void anEmergencyChangesNamesAndBack(@TempDir Path folder) throws Exception {
        rds.createDBInstance(request -> request.dbInstanceIdentifier("billing-db")
                .dbInstanceClass("db.m6g.large")
                .engine("postgres")
                .masterUsername("billing")
                .masterUserPassword("not-a-secret-1")
                .allocatedStorage(100));
        RdsDatabase database = RdsDatabase.instance(rds, "billing-db").in(InstantSource.system(), pause -> {});
        database.snapshot().take("day1");
        Operations.Hooks hooks = new Operations.Hooks();
        EmergencyRestore restore = EmergencyRestore.of(database, OperationJournal.files(folder), hooks);

        restore.restore("i1", RestorePoint.latestSnapshot(), plan -> true);
        assertThat(database.calls().find("billing-db-old-i1")).isPresent();
        assertThat(database.calls().find("billing-db")).isPresent();
        restore.back("i1", plan -> true);

        assertThat(database.calls().find("billing-db-r-i1")).isPresent();
        assertThat(hooks.done()).containsExactly("stop", "start", "stop", "start");
    }

    @Test
    void aClusterIsSnapshottedOnceHoweverOftenItIsTried() throws Exception {
        RdsSnapshot snapshot = here(RdsSnapshot.cluster(rds, Orders.CLUSTER));

        assertThat(snapshot.take(Orders.RUN).id()).isEqualTo("upshift-orders-cluster-0123456789ab");
        assertThat(snapshot.take(Orders.RUN).details()).containsEntry("begunBy", "an earlier try of this run");
    }

    @Test
    void aMissingInstanceIsNamedWithThoseThatThereAre() {
        assertThatThrownBy(() -> RdsSnapshot.of(rds, "order-db").take(Orders.RUN))
                .hasMessageContaining("there is no DB instance order-db")
                .hasMessageContaining(Orders.INSTANCE);
    }

    @Test
    void metricsArrive() {
        CloudWatchClient cloudWatch = moto.client(CloudWatchClient.builder());
        CloudWatchMetrics metrics = CloudWatchMetrics.of(cloudWatch, "production");
        metrics.on(Runs.started());
        metrics.on(Runs.stepFinished(State.APPLIED));
        metrics.on(Runs.succeeded());

        assertThat(cloudWatch
                        .listMetrics(request -> request.namespace("Upshift/orders"))
                        .metrics())
                .extracting(Metric::metricName)
                .contains("RunStarted", "RunSucceeded", "RunFailed", "RunDuration", "MigrationDuration");
    }

    @Test
    void notificationsArrive() {
        SnsClient sns = moto.client(SnsClient.builder());
        String topic = sns.createTopic(request -> request.name("migrations")).topicArn();
        SnsNotifications notifications = SnsNotifications.of(sns, topic, "production");

        notifications.on(Runs.succeeded());
        assertThatThrownBy(() -> SnsNotifications.of(sns, topic.replace("eu-central-1", "us-east-1"), "production"))
                .hasMessageContaining("is in us-east-1, and the client is in eu-central-1");
    }

    @Test
    void secretsAndSettingsAreRead() {
        SecretsManagerClient secrets = moto.client(SecretsManagerClient.builder());
        secrets.createSecret(
                request -> request.name("orders").secretString("{\"username\":\"orders\",\"password\":\"first\"}"));
        SecretsManagerCredentials credentials = SecretsManagerCredentials.of(secrets, "orders");
        assertThat(credentials.get()).isEqualTo(new Credentials("orders", "first"));
        secrets.putSecretValue(request ->
                request.secretId("orders").secretString("{\"username\":\"orders\",\"password\":\"second\"}"));
        assertThat(credentials.renew(credentials.get()).password()).isEqualTo("second");

        SsmClient ssm = moto.client(SsmClient.builder());
        ssm.putParameter(request -> request.name("/orders/production/upshift/lock-wait")
                .value("PT3M")
                .type(ParameterType.SECURE_STRING));
        assertThat(SsmSettings.read(ssm, "/orders/production/upshift").lockWait())
                .isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void theCallerIsCompared() {
        StsClient sts = moto.client(StsClient.builder());
        String caller = sts.getCallerIdentity().arn();

        assertThat(CallerIdentity.of(sts, caller).check(Runs.PLAN)).isEmpty();
        assertThat(CallerIdentity.of(sts, "arn:aws:iam::123456789012:role/other")
                        .check(Runs.PLAN))
                .hasSize(1);
    }

    private static RdsSnapshot here(RdsSnapshot snapshot) {
        return snapshot.in(InstantSource.system(), pause -> {});
    }
}
