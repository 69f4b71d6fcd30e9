package io.upshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunWindowTest {
    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");

    @Test
    void aRunMayBeginInTheMinutesThatMatch() {
        assertThat(at("2026-11-21T01:30:00Z")).isEmpty();
    }

    @Test
    void outsideOfThemEverythingIsDeferredUntilTheWindowOpens() {
        assertThat(at("2026-11-21T12:00:00Z")).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Preflight.Severity.DEFER);
            assertThat(finding.id()).isNull();
            assertThat(finding.next()).contains("2026-11-22T01:00+01:00[Europe/Oslo]");
        });
    }

    @Test
    void theZonesClockCountsAlsoOnTheNightWhenItIsPutForward() {
        // 02:30 doesn't exist on 2026-03-29 in Oslo: 01:30Z is 03:30 there.
        assertThat(at("2026-03-29T00:30:00Z")).isEmpty();
        assertThat(at("2026-03-29T01:30:00Z")).isEmpty();
        assertThat(at("2026-03-29T03:30:00Z")).isNotEmpty();
    }

    @Test
    void anExpressionThatCannotBeReadIsRefusedWithAnExample() {
        assertThatThrownBy(() -> RunWindow.of("whenever", OSLO))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("whenever")
                .hasMessageContaining("* 1-4 * * *");
    }

    @Test
    void aSettingHoldsTheExpressionAndThenTheZone() {
        Plan plan = new Plan(new Service("orders", "1"), "memory", Direction.UP, List.of(), List.of());
        assertThat(RunWindow.parse("0 0 30 2 * Europe/Oslo").check(plan))
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("0 0 30 2 * (Europe/Oslo)"));
        assertThat(RunWindow.parse("* * * * *").check(plan)).isEmpty();
        assertThatThrownBy(() -> RunWindow.parse("* 1-4 * * * Oslo")).hasMessageContaining("no such time zone");
        assertThatThrownBy(() -> RunWindow.parse("* 1-4 *")).hasMessageContaining("it hasn't five fields");
    }

    private static List<Preflight.Finding> at(String instant) {
        Clock clock = Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
        return RunWindow.of("* 1-4 * * *", OSLO, clock)
                .check(new Plan(new Service("orders", "1"), "memory", Direction.UP, List.of(), List.of()));
    }
}
