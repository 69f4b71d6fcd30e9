package io.upshift.examples.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What was measured of one way; medians over its samples. */
final class BackfillFigures {
    private final BackfillWay way;
    private final List<Double> rowsPerSecond = new ArrayList<>();
    private final List<Double> walPerRow = new ArrayList<>();
    private final List<Double> p99 = new ArrayList<>();
    private final List<Double> max = new ArrayList<>();

    BackfillFigures(BackfillWay way) {
        this.way = way;
    }

    BackfillWay way() {
        return way;
    }

    void add(double rows, double wal, Victim victim) {
        rowsPerSecond.add(rows);
        walPerRow.add(wal);
        p99.add(victim.quantileMs(0.99));
        max.add(victim.quantileMs(1));
    }

    void print(Figures figures, String scenario) {
        if (way.changesAll() || way.name().equals(BackfillWay.OFFSET)) {
            figures.add(scenario, way.name(), "rows_per_s", median(rowsPerSecond));
            figures.add(scenario, way.name(), "wal_bytes_per_row", median(walPerRow));
        }
        figures.add(scenario, way.name(), "fg_p99_ms", median(p99));
        figures.add(scenario, way.name(), "fg_max_ms", median(max));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
