package io.upshift.examples.benchmarks;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Prints one figure a line, {@code scenario<TAB>tool<TAB>metric<TAB>value}, and the ratios to the floor. */
final class Figures {
    private final PrintStream out;
    private final DecimalFormat format = new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT));
    private final Map<String, Map<String, Double>> medians = new LinkedHashMap<>();

    Figures(PrintStream out) {
        this.out = out;
    }

    void add(String scenario, String tool, String metric, double value) {
        out.println(scenario + "\t" + tool + "\t" + metric + "\t" + format.format(value));
        out.flush();
    }

    /** Median and 90th percentile of the times. */
    void times(String scenario, String tool, Samples samples) {
        add(scenario, tool, "median_ms", samples.medianMs());
        add(scenario, tool, "p90_ms", samples.p90Ms());
        medians.computeIfAbsent(scenario, any -> new LinkedHashMap<>()).put(tool, samples.medianMs());
    }

    /** What one of many like it took. */
    void ns(String scenario, String tool, double nanos) {
        add(scenario, tool, "ns_per_event", nanos);
        medians.computeIfAbsent(scenario, any -> new LinkedHashMap<>()).put(tool, nanos);
    }

    /** Statements and round trips, divided by a number of migrations or by one. */
    void traffic(String scenario, String tool, Traffic traffic, int per) {
        add(scenario, tool, "statements", (double) traffic.statements() / per);
        add(scenario, tool, "round_trips", (double) traffic.roundTrips() / per);
    }

    /** Every tool's median of a scenario, divided by that of the floor. */
    void ratios(String scenario) {
        Map<String, Double> times = medians.getOrDefault(scenario, Map.of());
        Double floor = times.get(Tools.FLOOR);
        if (floor != null) {
            times.forEach((tool, median) -> {
                if (!tool.equals(Tools.FLOOR)) {
                    add(scenario, tool, "ratio_to_floor", median / floor);
                }
            });
        }
    }
}
