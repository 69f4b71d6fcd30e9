package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Credentials;
import io.upshift.Plan;
import io.upshift.RemoteCall;
import io.upshift.RunListener;
import io.upshift.testkit.aws.FakeAws;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;

/** The page about AWS, its policies and its templates say what the code does. */
class DocumentedTest {
    private static final Path PAGE = Path.of("..", "docs", "aws.md");
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
        return what.contains("will be missing from it");
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
