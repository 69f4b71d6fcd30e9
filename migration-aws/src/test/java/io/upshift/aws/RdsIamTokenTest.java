package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Credentials;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

class RdsIamTokenTest {
    private final AtomicInteger signed = new AtomicInteger();
    private final AwsCredentialsProvider provider = () -> {
        signed.incrementAndGet();
        return AwsBasicCredentials.create("AKIAEXAMPLE", "hunter2");
    };
    private final RdsIamToken token = RdsIamToken.of(
            RdsUtilities.builder()
                    .region(Region.EU_CENTRAL_1)
                    .credentialsProvider(provider)
                    .build(),
            "orders.abc.eu-central-1.rds.amazonaws.com",
            5432,
            "migrator");

    @Test
    void eachConnectionGetsATokenOfItsOwnThatIsGoodForFifteenMinutes() {
        Credentials first = token.get();
        Credentials second = token.get();

        assertThat(signed).hasValue(2);
        assertThat(first.user()).isEqualTo("migrator");
        assertThat(second.password())
                .startsWith("orders.abc.eu-central-1.rds.amazonaws.com:5432/?DBUser=migrator&Action=connect")
                .contains("X-Amz-Expires=900", "X-Amz-Credential=AKIAEXAMPLE", "eu-central-1%2Frds-db%2Faws4_request")
                .doesNotContain("hunter2");
    }

    @Test
    void neitherTheTokenNorItsKeyIsPrinted() {
        assertThat(token.get().toString() + token).doesNotContain("X-Amz", "hunter2");
        assertThat(token.jdbcUrl("orders")).endsWith("/orders?sslmode=verify-full");
    }
}
