package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.testkit.aws.FakeAws;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

class SsmPointerTest {
    private static final String BLUE = "db.c1.example";
    private static final String GREEN = "blue-db.c1.example";
    private static final String OTHER = "other.c1.example";

    private final FakeAws aws = FakeAws.create();

    @BeforeEach
    void prepare() {
        Operations.point(aws, BLUE);
    }

    @Test
    void onlyTheWholeHostIsReplaced() throws Exception {
        assertThat(pointer(aws.ssm()).move(BLUE, GREEN, 1)).isEqualTo(2);
        assertThat(Operations.pointedTo(aws)).isEqualTo("jdbc:postgresql://blue-db.c1.example:5432/orders");
        assertThatThrownBy(() -> pointer(aws.ssm()).require(BLUE)).hasMessageContaining("doesn't point to " + BLUE);
    }

    @Test
    void aSwitchThatWasMadeIsFoundAndNotRepeated() throws Exception {
        pointer(aws.ssm()).move(BLUE, GREEN, 1);

        assertThat(pointer(aws.ssm()).move(BLUE, GREEN, 1)).isEqualTo(2);
        assertThat(aws.faults().calls("PutParameter")).isEqualTo(2);
    }

    @Test
    void aWriteThatTheSdkHasRepeatedIsOurs() throws Exception {
        Operations.point(aws, GREEN);
        Operations.point(aws, GREEN);

        assertThat(pointer(aws.ssm()).move(BLUE, GREEN, 1)).isEqualTo(3);
    }

    @Test
    void whatSomebodyElseWroteAfterTheLookIsLeftAlone() {
        Operations.point(aws, OTHER);

        assertThatThrownBy(() -> pointer(aws.ssm()).move(BLUE, GREEN, 1))
                .hasMessageContaining("was changed by somebody else")
                .hasMessageContaining("version 2 isn't ours");
        assertThat(Operations.pointedTo(aws)).contains(OTHER);
    }

    @Test
    void whatSomebodyElseWroteInTheVeryMomentIsPutBack() {
        SsmClient racing = new Racing();

        assertThatThrownBy(() -> pointer(racing).move(BLUE, GREEN, 1)).hasMessageContaining("version 2 isn't ours");
        assertThat(Operations.pointedTo(aws)).contains(OTHER);
    }

    @Test
    void aSecureStringIsNoPointer() {
        aws.ssm()
                .putParameter(
                        request -> request.name("/orders/secret").value(BLUE).type(ParameterType.SECURE_STRING));

        assertThatThrownBy(() -> SsmPointer.of(aws.ssm(), "/orders/secret").read())
                .hasMessageContaining("is a secure string");
        assertThatThrownBy(() -> SsmPointer.of(aws.ssm(), "/orders/none").read())
                .hasMessageContaining("There is no parameter /orders/none in the client's Region");
    }

    private static SsmPointer pointer(SsmClient ssm) {
        return SsmPointer.of(ssm, Operations.POINTER);
    }

    /** Somebody else writes right before the first write arrives. */
    private final class Racing implements SsmClient {
        private boolean isLost = true;

        @Override
        public GetParameterResponse getParameter(GetParameterRequest request) {
            return aws.ssm().getParameter(request);
        }

        @Override
        public PutParameterResponse putParameter(PutParameterRequest request) {
            if (isLost) {
                isLost = false;
                Operations.point(aws, OTHER);
            }
            return aws.ssm().putParameter(request);
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // The account outlives its clients.
        }
    }
}
