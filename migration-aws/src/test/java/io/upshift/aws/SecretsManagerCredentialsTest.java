package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Credentials;
import io.upshift.testkit.aws.FakeAws;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsManagerCredentialsTest {
    private static final String SECRET = "orders/production";

    private final FakeAws aws = FakeAws.create();
    private final SecretsManagerCredentials credentials =
            SecretsManagerCredentials.of(aws.secretsManager(), SECRET).in(aws.clock());

    @Test
    void aDatabasesSecretIsReadOnceForAWhile() {
        create("""
            {"engine":"postgres","host":"orders.abc.eu-central-1.rds.amazonaws.com","username":"orders",
            "password":"first","dbname":"orders","port":5433,"dbInstanceIdentifier":"orders-db","more":{"a":[1]}}\
            """);

        assertThat(credentials.get()).isEqualTo(new Credentials("orders", "first"));
        assertThat(credentials.secret().jdbcUrl())
                .isEqualTo("jdbc:postgresql://orders.abc.eu-central-1.rds.amazonaws.com:5433/orders"
                        + "?sslmode=verify-full");
        assertThat(credentials.secret().identifier()).contains("orders-db");
        assertThat(aws.faults().calls("GetSecretValue")).isEqualTo(1);
        aws.clock().sleep(Duration.ofMinutes(6));
        assertThat(credentials.get().password()).isEqualTo("first");
        assertThat(aws.faults().calls("GetSecretValue")).isEqualTo(2);
    }

    @Test
    void aRotationInMidRunIsFollowedFromItsFirstMoment() {
        create(secret("first"));
        assertThat(credentials.get().password()).isEqualTo("first");

        // The database has the new password before the secret's current version says so.
        aws.secretsManager().pending(SECRET, secret("second"));
        assertThat(renewed()).isEqualTo("second");
        assertThat(credentials.get().password()).isEqualTo("second");

        aws.secretsManager().finish(SECRET);
        assertThat(renewed()).isEqualTo("first");
    }

    @Test
    void aRotationThatIsOverIsFollowedBeforeTheCacheEnds() {
        create(secret("first"));
        assertThat(credentials.get().password()).isEqualTo("first");
        aws.secretsManager().pending(SECRET, secret("second"));
        aws.secretsManager().finish(SECRET);

        assertThat(credentials.get().password()).isEqualTo("first");
        assertThat(renewed()).isEqualTo("second");
    }

    @Test
    void withNothingElseToTryTheSameIsGivenAgain() {
        create(secret("first"));
        credentials.get();

        assertThat(renewed()).isEqualTo("first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"username", "password"})
    void aMissingFieldIsNamedAndNoValueIs(String field) {
        create(secret("hunter2").replace(field, "other"));

        assertThatThrownBy(credentials::get)
                .hasMessageContaining("The secret orders/production has no field " + field)
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "[\"hunter2\"]", "{\"username\":\"hunter2", ""})
    void aTextThatIsNoSecretIsNotShown(String text) {
        create(text);

        assertThatThrownBy(credentials::get)
                .hasMessageContaining("is not a JSON object")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void aSecretThatRdsManagesHasNoAddress() {
        create(secret("first"));

        assertThatThrownBy(() -> credentials.secret().jdbcUrl()).hasMessageContaining("no field host");
    }

    @Test
    void aSecretOfAnotherEngineLeadsNowhere() {
        create("{\"engine\":\"mysql\",\"username\":\"a\",\"password\":\"b\",\"host\":\"c\",\"dbname\":\"d\"}");

        assertThatThrownBy(() -> credentials.secret().jdbcUrl()).hasMessageContaining("of the engine mysql");
    }

    @Test
    void thisMachineNeedsNoCertificate() {
        assertThat(JdbcUrl.of("localhost", 5432, "orders")).isEqualTo("jdbc:postgresql://localhost:5432/orders");
        assertThat(JdbcUrl.of("fd00::1", 5432, "orders"))
                .isEqualTo("jdbc:postgresql://[fd00::1]:5432/orders?sslmode=verify-full");
    }

    @Test
    void aSecretThatIsNotThereIsNamed() {
        assertThatThrownBy(credentials::get).hasMessageContaining("There is no secret orders/production");
    }

    @Test
    void nothingPrintsAPassword() {
        create(secret("hunter2"));

        assertThat(credentials.get() + " " + credentials.secret()).doesNotContain("hunter2");
    }

    @Test
    void aCriticalMigrationHasTheSecretRotatedWithTheRunsIdAsToken() {
        create(secret("first"));
        RotateSecretAfter after = RotateSecretAfter.of(
                aws.secretsManager(), SECRET, result -> result.id().toString().endsWith("AddOrderTags"));

        after.on(Runs.failed("no"));
        assertThat(aws.faults().calls("RotateSecret")).isZero();
        after.on(Runs.succeeded());
        assertThat(aws.faults().calls("RotateSecret")).isEqualTo(1);
        aws.faults().deny("RotateSecret");
        after.on(Runs.succeeded());
    }

    @Test
    void twoConnectionsThatAreRefusedAtOnceGetTheSame() {
        create(secret("first"));
        Credentials refused = credentials.get();
        aws.secretsManager().pending(SECRET, secret("second"));

        assertThat(credentials.renew(refused).password()).isEqualTo("second");
        assertThat(credentials.renew(refused).password()).isEqualTo("second");
    }

    private String renewed() {
        return credentials.renew(credentials.get()).password();
    }

    private void create(String text) {
        aws.secretsManager().createSecret(request -> request.name(SECRET).secretString(text));
    }

    private static String secret(String password) {
        return "{\"username\":\"orders\",\"password\":\"" + password + "\"}";
    }
}
