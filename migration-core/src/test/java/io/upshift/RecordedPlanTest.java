package io.upshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.RecordedPlan.Recording;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedPlanTest {
    private final RecordedPlan plan = new RecordedPlan(
            "orders",
            List.of(
                    new Recording(
                            MigrationId.parse("1-tags"),
                            "1:abc",
                            false,
                            List.of("add \"tags\"\n  twice — ü"),
                            List.of("remove tags")),
                    new Recording(MigrationId.parse("R-views"), "1:def", true, List.of(), null)));

    @Test
    void theJsonIsReadBack() {
        assertThat(RecordedPlan.fromJson(plan.toJson())).isEqualTo(plan);
    }

    @Test
    void theSamePlanIsAlwaysTheSameTextWithALineEnd() {
        assertThat(RecordedPlan.fromJson(plan.toJson()).toJson())
                .isEqualTo(plan.toJson())
                .endsWith("}\n")
                .doesNotContain("\r");
    }

    @Test
    void whatIsNotSuchAPlanIsRefusedWithWhatToDo() {
        for (String text :
                List.of("", "[]", "{", "{\"format\": 2}", "{\"format\": 1, \"migrations\": [{\"id\": \"x\"}]}")) {
            assertThatThrownBy(() -> RecordedPlan.fromJson(text))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("record it again");
        }
    }

    @Test
    void recordingRunsEachMigrationUpAndDownAndUpAgain() {
        InMemoryTarget scratch = new InMemoryTarget();
        MigrationRunner<InMemorySession> runner = MigrationRunner.on(scratch)
                .service("orders", "1.0.0")
                .settings(Settings.defaults())
                .add(Changes.adding("1-tags"), Changes.irreversible("2-types"))
                .build();

        RecordedPlan recorded = runner.record();

        assertThat(recorded.migrations())
                .extracting(Recording::up)
                .containsExactly(List.of("add tags"), List.of("add types"));
        assertThat(recorded.migrations()).extracting(Recording::down).containsExactly(List.of("remove tags"), null);
        assertThat(scratch.lines()).containsExactly("tags", "types");
    }
}
