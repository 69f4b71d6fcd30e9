package io.upshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.RecordedPlan.Recording;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
    void effectsAndTracesAreReadBackAndStandOnOneLineEach() {
        SortedMap<String, String> locks = new TreeMap<>(Map.of("orders", "access exclusive"));
        StatementTrace trace = new StatementTrace(
                "add b",
                locks,
                new TreeSet<>(),
                new TreeMap<>(Map.of("orders", 0L)),
                new TreeMap<>(Map.of("orders", "the type of a column")),
                List.of("orders_pkey"),
                List.of("orders_b"),
                List.of("lines"),
                Duration.ZERO);
        Effects effects = new Effects(
                List.of("column orders.b"),
                new TreeMap<>(Map.of("column orders.a", "text")),
                new TreeMap<>(Map.of("index i", new Effects.Alteration("x", "y"))),
                List.of("extension e"),
                new TreeSet<>(List.of("lines", "orders")),
                new TreeSet<>(List.of("notes")));
        RecordedPlan recorded = new RecordedPlan(
                "orders",
                "words 1",
                "public",
                List.of(new Recording(
                        MigrationId.parse("1-b"),
                        "1:abc",
                        false,
                        List.of("add a", "add b"),
                        null,
                        effects,
                        List.of(StatementTrace.none("add a", Duration.ZERO), trace))));

        assertThat(RecordedPlan.fromJson(recorded.toJson())).isEqualTo(recorded);
        assertThat(recorded.toJson().lines())
                .contains("        \"tables\" : [ \"lines\", \"orders\" ],")
                .anyMatch(line -> line.startsWith("        { \"statement\" : 2, \"locks\" : { \"orders\" :"));
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
