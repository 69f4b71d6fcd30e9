package io.upshift.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestsTest {
    @Test
    void theEnvironmentVariablesAreSettings() throws IOException {
        int seen = 0;
        for (Object env : Manifests.values("env")) {
            for (Object variable : (List<?>) env) {
                Map<?, ?> pair = (Map<?, ?>) variable;
                String name = String.valueOf(pair.get("name"));
                if (name.equals("UPSHIFT_STARTUP_MODE")) {
                    Settings settings =
                            Settings.from(Map.of("upshift.startup-mode", String.valueOf(pair.get("value"))));
                    assertThat(settings.startupMode().name()).isEqualToIgnoringCase(String.valueOf(pair.get("value")));
                    seen++;
                }
            }
        }
        assertThat(seen).isEqualTo(2);
    }

    @Test
    void eachFileIsOfAKindThatKubernetesKnows() throws IOException {
        assertThat(Manifests.values("kind")).containsExactly("Deployment", "Deployment", "Job");
        assertThat(Manifests.values("apiVersion")).containsExactly("apps/v1", "apps/v1", "batch/v1");
        assertThat(Manifests.values("restartPolicy")).containsExactly("Never");
    }
}
