package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockBudgetsTest {
    @Test
    void namedValuesChangeTheDefaults() {
        LockBudgets budgets = LockBudgets.from(Map.of(
                "upshift.postgres.lock-timeout", "200ms",
                "upshift.postgres.lock-deadline", "PT1M",
                "upshift.postgres.build-lock-timeout", "2h",
                "upshift.postgres.url", "jdbc:postgresql://db/orders",
                "upshift.postgres.scratch-password", "secret",
                "upshift.lock-wait", "PT1S"));
        assertThat(budgets.lockTimeout()).hasMillis(200);
        assertThat(budgets.lockDeadline()).hasMinutes(1);
        assertThat(budgets.buildLockTimeout()).hasHours(2);
        assertThat(budgets.statementTimeout()).isEqualTo(LockBudgets.defaults().statementTimeout());
        assertThat(LockBudgets.defaults().lockTimeout()).hasMillis(500);
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> LockBudgets.from(Map.of("upshift.postgres.lock-time", "1s")))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("Unknown setting upshift.postgres.lock-time")
                .hasMessageContaining("build-lock-timeout, build-statement-timeout, idle-in-transaction-timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "-1s", "soon", "9999h"})
    void aLimitThatIsNoneIsRefused(String value) {
        assertThatThrownBy(() -> LockBudgets.from(Map.of("upshift.postgres.lock-timeout", value)))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("upshift.postgres.lock-timeout")
                .hasMessageContaining("write ");
    }

    @Test
    void thereIsNoBudgetWithoutALimit() {
        assertThatThrownBy(() -> LockBudgets.defaults().buildLockTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LockBudgets.defaults().statementTimeout(Duration.ofDays(1000)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
