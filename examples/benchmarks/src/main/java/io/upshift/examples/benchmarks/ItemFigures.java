package io.upshift.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** What was measured of one way to change items. */
final class ItemFigures {
    private final ItemWay way;
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> requests = new ArrayList<>();

    ItemFigures(ItemWay way) {
        this.way = way;
    }

    ItemWay way() {
        return way;
    }

    void add(double itemsPerSecond, double requestsPerItem) {
        rates.add(itemsPerSecond);
        requests.add(requestsPerItem);
    }

    void print(Figures figures, String scenario) {
        figures.add(scenario, way.name(), "items_per_s", median(rates));
        figures.add(scenario, way.name(), "requests_per_item", median(requests));
    }

    private static double median(List<Double> values) {
        return values.stream()
                .sorted()
                .skip((values.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }
}
