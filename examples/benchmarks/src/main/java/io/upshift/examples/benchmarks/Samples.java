package io.upshift.examples.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Repeated measurements of one thing. */
final class Samples {
    private final List<Sample> samples = new ArrayList<>();

    void add(Sample sample) {
        samples.add(sample);
    }

    double medianMs() {
        return quantile(0.5, Sample::ms);
    }

    double p90Ms() {
        return quantile(0.9, Sample::ms);
    }

    double medianCpuMs() {
        return quantile(0.5, Sample::cpuMs);
    }

    /** The nearest rank; the mean of the two middle ones for the median of an even number. */
    private double quantile(double q, ToDoubleFunction<Sample> field) {
        double[] sorted = samples.stream().mapToDouble(field).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalStateException("Nothing was measured");
        }
        if (q == 0.5 && sorted.length % 2 == 0) {
            return Arrays.stream(sorted, sorted.length / 2 - 1, sorted.length / 2 + 1)
                    .average()
                    .orElseThrow();
        }
        return sorted[(int) Math.ceil(q * sorted.length) - 1];
    }
}
