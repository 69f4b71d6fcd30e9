package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Credentials;
import io.upshift.Plan;
import io.upshift.RemoteCall;
import io.upshift.RunListener;
import io.upshift.testkit.aws.FakeAws;
import io.upshift.testkit.aws.FakeRds;
import io.upshift.testkit.aws.FakeS3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The page about AWS, its policies and its templates say what the code does. */
class DocumentedTest {
    private static final Path PAGE = Path.of("..", "docs", "aws.md");
    private static final Path OPERATIONS = Path.of("..", "docs", "aws-operations.md");
    private static final Path ALARMS = Path.of("..", "docs", "templates", "migration-alarms.json");

    private final FakeAws aws = FakeAws.create();

    @Test
    void thePolicyOfARunIsTheOneThatItsCallsNeed() throws IOException {
        aws.sns().createTopic(request -> request.name("migrations"));
        List<RemoteCall> calls = new ArrayList<>(snapshot(aws.rds()).calls());
        calls.addAll(CallerIdentity.of(aws.sts(), "arn:aws:iam::123456789012:role/orders-migrator")
                .calls());
        for (RunListener listener : List.of(
                CloudWatchMetrics.of(aws.cloudWatch(), "production"),
                SnsNotifications.of(aws.sns(), "arn:aws:sns:eu-central-1:123456789012:migrations", "production"))) {
            calls.addAll(listener.calls());
        }
        Plan plan = new Plan(
                Runs.RUN.service(),
                "orders",
                Runs.STEP.direction(),
                List.of(),
                List.of(),
                List.of(),
                List.copyOf(calls));

        assertThat(Files.readString(PAGE)).contains(IamPolicy.of(plan.calls()));
    }

    @Test
    void thePolicyOfARestoreIsTheOneThatItsCallsNeed() throws IOException {
        assertThat(Files.readString(PAGE))
                .contains(IamPolicy.of(RdsRestore.of(aws.rds(), "orders-db").calls("orders-db-r1")));
    }

    @Test
    void thePolicyOfADeploymentIsTheOneThatItsCallsNeed() throws Exception {
        FakeAws account = Operations.account();

        assertThat(Files.readString(OPERATIONS))
                .contains(IamPolicy.of(deployment(Operations.instance(account), Operations.journal(account), account)
                        .calls("1.4.0")));
    }

    @Test
    void theDocumentedOperationsDoWhatThePageSays() throws Exception {
        FakeAws account = Operations.account();
        account.cloudWatch().alarm("orders-5xx", StateValue.OK);
        account.sns().createTopic(request -> request.name("operations"));
        Orders.snapshot(account).take(Orders.RUN);
        RdsDatabase orders = Operations.instance(account);
        OperationJournal journal = Operations.journal(account);

        replaced(deployment(orders, journal, account));
        assertThat(Operations.pointedTo(account)).contains("orders-db-green-");

        restored(orders, journal, new Operations.Hooks(), account.sns());
        assertThat(orders.calls().find("orders-db-old-incident-7")).isPresent();
    }

    @Test
    void theDocumentedJournalIsAnObjectInTheBucket() {
        FakeRds rds = aws.rds();
        FakeS3 s3 = aws.s3();
        s3.bucket("orders-operations");
        RdsDatabase orders = RdsDatabase.instance(rds, "orders-db");
        OperationJournal journal = OperationJournal.s3(s3, "orders-operations", "upshift/");

        assertThat(journal.write("drill/" + orders.id(), "{}", null)).isPresent();
        assertThat(s3.texts("orders-operations")).containsOnlyKeys("upshift/drill/orders-db.json");
    }

    private static BlueGreen deployment(RdsDatabase orders, OperationJournal journal, FakeAws account) {
        SsmClient ssm = account.ssm();
        CloudWatchClient cloudWatch = account.cloudWatch();
        BlueGreen deployment = BlueGreen.of(
                        orders, journal, SsmPointer.of(ssm, "/orders/production/db-host"), WritePolicy.acceptLoss())
                .migrate(endpoint -> runner(endpoint).migrate())
                .verify(endpoint -> check(endpoint))
                .alarms(AlarmWatch.of(cloudWatch, Duration.ofMinutes(15), "orders-5xx"));
        return deployment;
    }

    private static void replaced(BlueGreen deployment) {
        deployment.create("1.4.0", plan -> confirmed(plan.describe()));
        deployment.switchOver("1.4.0", plan -> confirmed(plan.describe()));
    }

    private static void restored(RdsDatabase orders, OperationJournal journal, Application application, SnsClient sns) {
        String topic = "arn:aws:sns:eu-central-1:123456789012:operations";
        EmergencyRestore restore = EmergencyRestore.of(orders, journal, application)
                .verify(endpoint -> check(endpoint))
                .listener(SnsNotifications.of(sns, topic, "production"));
        restore.restore("incident-7", RestorePoint.latestSnapshot(), plan -> confirmed(plan.describe()));
    }

    /** Stands for the service's runner on a database. */
    private interface Migrating {
        void migrate();
    }

    private static Migrating runner(String endpoint) {
        return () -> check(endpoint);
    }

    private static void check(String endpoint) {
        assertThat(endpoint).endsWith(":5432");
    }

    @Test
    void theCodeOfThePageIsHere() throws IOException {
        String here = Files.readString(Path.of("src", "test", "java", "io", "upshift", "aws", "DocumentedTest.java"));
        Matcher blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(OPERATIONS));
        int lines = 0;
        while (blocks.find()) {
            for (String line : blocks.group(1).lines().toList()) {
                assertThat(here).contains(line);
                lines++;
            }
        }
        assertThat(lines).isGreaterThan(10);
    }

    @Test
    void theAlarmsAreTheOnesThatTheCodeMakes() throws IOException {
        assertThat(ALARMS).content().isEqualTo(MigrationAlarms.template());
    }

    @Test
    void theAlarmsAreAValidTemplate() throws Exception {
        Process lint;
        try {
            lint = new ProcessBuilder("cfn-lint", ALARMS.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("cfn-lint isn't installed: pip install cfn-lint");
            return;
        }
        String said = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(lint.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).isEmpty();
        assertThat(lint.exitValue()).isZero();
    }

    @Test
    void theDocumentedRestoreAsksBeforeItMakesAnything() throws Exception {
        FakeAws account = Orders.account();
        Orders.snapshot(account).take(Orders.RUN);
        RdsRestore orders = RdsRestore.of(account.rds(), "orders-db").in(account.clock(), account.clock()::sleep);

        assertThat(restored(orders).differences()).isEmpty();
    }

    private static RdsSnapshot snapshot(RdsClient rds) {
        return RdsSnapshot.of(rds, "orders-db").service("orders").keep(5, Duration.ofDays(30));
    }

    private static Restored restored(RdsRestore orders) throws Exception {
        FoundSnapshot newest = orders.snapshots().get(0);
        return orders.restore(newest.id(), "orders-db-r1", plan -> confirmed(plan.describe()));
    }

    private static boolean confirmed(String what) {
        return what.contains("will be missing") || what.contains("costs as much");
    }

    @Test
    void theDocumentedSecretLeadsToAUrlThatTrustsNobody() {
        aws.secretsManager()
                .createSecret(
                        request -> request.name("orders/production")
                                .secretString(
                                        "{\"username\":\"orders\",\"password\":\"p\",\"host\":\"db.internal\",\"dbname\":\"orders\"}"));
        SecretsManagerCredentials secret = SecretsManagerCredentials.of(aws.secretsManager(), "orders/production");
        String url = secret.secret().jdbcUrl();
        Credentials now = secret.get();

        assertThat(url).isEqualTo("jdbc:postgresql://db.internal:5432/orders?sslmode=verify-full");
        assertThat(now.user()).isEqualTo("orders");
    }
}
