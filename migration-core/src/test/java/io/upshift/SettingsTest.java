package io.upshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void theDefaultsAreTheCarefulOnes() {
        Settings settings = Settings.from(Map.of());

        assertThat(settings.lockWait()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.outOfOrder()).isFalse();
        assertThat(settings.allowMissing()).isFalse();
        assertThat(settings.singleTransaction()).isFalse();
        assertThat(settings.confirmDowntime()).isFalse();
        assertThat(settings.slowStatement()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.versioning()).isEqualTo(Versioning.ANY);
        assertThat(settings.startupMode()).isEqualTo(StartupMode.MIGRATE);
        assertThat(settings.runWindow()).isEmpty();
    }

    @Test
    void eachSettingIsReadByItsName() {
        Settings settings = Settings.from(Map.of(
                "upshift.lock-wait", "PT3S",
                "upshift.out-of-order", "true",
                "upshift.allow-missing", "true",
                "upshift.single-transaction", "true",
                "upshift.confirm-downtime", "true",
                "upshift.slow-statement", "PT0.5S",
                "upshift.versioning", "sequential",
                "upshift.startup-mode", "verify",
                "upshift.run-window", "* 1-4 * * *",
                "upshift.open-gates", "1-a = the old cron job is off; 2-b=nobody=left"));

        assertThat(settings.lockWait()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.outOfOrder()).isTrue();
        assertThat(settings.allowMissing()).isTrue();
        assertThat(settings.singleTransaction()).isTrue();
        assertThat(settings.confirmDowntime()).isTrue();
        assertThat(settings.slowStatement()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.versioning()).isEqualTo(Versioning.SEQUENTIAL);
        assertThat(settings.startupMode()).isEqualTo(StartupMode.VERIFY);
        assertThat(settings.runWindow()).isEqualTo("* 1-4 * * *");
        assertThat(settings.openGates())
                .containsExactly(
                        entry(MigrationId.parse("1-a"), "the old cron job is off"),
                        entry(MigrationId.parse("2-b"), "nobody=left"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-a", "1-a=", "2-b=because;1-a= "})
    void aGateIsNotOpenedWithoutAReason(String text) {
        assertThatThrownBy(() -> Settings.from(Map.of("upshift.open-gates", text)))
                .hasMessageContaining("opening the gate of 1-a needs a reason")
                .hasMessageContaining("write 1-a=<reason>");
    }

    @Test
    void anUnknownSettingIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Settings.from(Map.of("upshift.lock-wayt", "PT3S")))
                .isInstanceOfSatisfying(
                        MigrationException.class,
                        e -> assertThat(e.reason()).isEqualTo(MigrationException.Reason.USAGE))
                .hasMessageContaining("Unknown setting upshift.lock-wayt")
                .hasMessageContaining("lock-wait");
    }

    @ParameterizedTest
    @CsvSource({"lock-wait,10m", "out-of-order,yes", "versioning,sometimes", "startup-mode,later"})
    void aValueThatCannotBeReadIsRefusedWithItsName(String name, String value) {
        assertThatThrownBy(() -> Settings.from(Map.of("upshift." + name, value)))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("upshift." + name + " can't be read");
    }

    @Test
    void settingsOfOtherModulesAreLeftAlone() {
        assertThat(Settings.from(Map.of("upshift.postgres.lock-timeout", "x")).lockWait())
                .isEqualTo(Settings.defaults().lockWait());
    }

    @Test
    void aSetterReturnsAChangedCopy() {
        Settings defaults = Settings.defaults();

        assertThat(defaults.outOfOrder(true).outOfOrder()).isTrue();
        assertThat(defaults.outOfOrder()).isFalse();
    }
}
