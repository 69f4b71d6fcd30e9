package io.upshift.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarksTest {

    @Test
    void everyLineIsAFigureAndTheFloorNeedsOneRoundTrip() {
        List<String> lines = run("noop", "--quick", "--applied", "5", "--tools", "floor,flyway-java,flyway-sql");

        assertThat(lines)
                .allMatch(line -> line.matches("noop(-construct)?/5\t[a-z-]+\t[a-z0-9_]+\t\\d+(\\.\\d{1,3})?"));
        assertThat(lines)
                .contains("noop/5\tfloor\tstatements\t1", "noop/5\tfloor\tround_trips\t1")
                .anyMatch(line -> line.startsWith("noop/5\tflyway-java\tratio_to_floor\t"))
                .anyMatch(line -> line.startsWith("noop-construct/5\tflyway-sql\tp90_ms\t"));
    }

    @Test
    void everyWayOfABackfillSetsEveryRow() {
        List<String> lines = run("backfill", "--quick", "--rows", "20000", "--without", "idle");

        assertThat(lines)
                .allMatch(line -> line.matches("backfill/20000\t[a-z0-9-]+\t[a-z0-9_]+\t\\d+(\\.\\d{1,3})?"))
                .hasSize(BackfillWay.NAMES.size() * 4 - 4);
    }

    @Test
    void aRenameUnderLoadLeavesNoDifference() {
        List<String> lines = run("expand", "--quick", "--rows", "5000");

        assertThat(lines)
                .allMatch(line -> line.matches("expand/5000\t(control|upshift)\t[a-z0-9_]+\t-?\\d+(\\.\\d{1,3})?"))
                .hasSize(10)
                .contains("expand/5000\tcontrol\tdifferences\t0", "expand/5000\tupshift\tdifferences\t0");
    }

    private static List<String> run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = Benchmarks.run(new PrintStream(out, true, StandardCharsets.UTF_8), args);
        assertThat(exit).isZero();
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
