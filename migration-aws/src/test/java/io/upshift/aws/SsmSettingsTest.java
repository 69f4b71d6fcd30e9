package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Settings;
import io.upshift.testkit.aws.FakeAws;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.model.ParameterType;

class SsmSettingsTest {
    private static final String PATH = "/orders/production/upshift";

    private final FakeAws aws = FakeAws.create();

    @Test
    void parametersBelowAPathAreSettings() {
        put("lock-wait", "PT3M");
        put("out-of-order", "true");
        put("postgres/schema", "orders");
        for (int i = 0; i < 12; i++) {
            put("postgres/more-" + i, "x");
        }

        Settings settings = SsmSettings.read(aws.ssm(), PATH);

        assertThat(settings.lockWait()).isEqualTo(Duration.ofMinutes(3));
        assertThat(settings.outOfOrder()).isTrue();
    }

    @Test
    void aNameThatIsNoSettingIsRefused() {
        put("lock-wiat", "PT3M");

        assertThatThrownBy(() -> SsmSettings.read(aws.ssm(), PATH))
                .hasMessageContaining("Unknown setting upshift.lock-wiat");
    }

    @Test
    void aPathWithoutParametersIsNamed() {
        assertThatThrownBy(() -> SsmSettings.read(aws.ssm(), PATH)).hasMessageContaining("no parameters below " + PATH);
        assertThatThrownBy(() -> SsmSettings.read(aws.ssm(), "orders")).hasMessageContaining("no path of parameters");
    }

    private void put(String name, String value) {
        aws.ssm()
                .putParameter(
                        request -> request.name(PATH + "/" + name).value(value).type(ParameterType.SECURE_STRING));
    }
}
