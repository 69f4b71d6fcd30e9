package io.upshift.page;

import io.upshift.Report.Sample;
import io.upshift.Report.StepResult;
import io.upshift.RunEvent.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How fast work in batches went over time.
 *
 * @param line the points of the rate
 * @param bands the times in which it was slowed down
 * @param words the same for those who can't see it
 */
record PlotView(
        String line,
        List<Band> bands,
        String fastest,
        String lasted,
        String done,
        String total,
        String reasons,
        boolean isThrottled,
        String words) {
    static final int WIDTH = 600;
    static final int HEIGHT = 120;

    /** A time in which work was slowed down. */
    record Band(String x, String width) {}

    /** Empty when there are too few points for a line. */
    static Optional<PlotView> of(StepResult step) {
        List<Sample> samples =
                step.samples().stream().filter(sample -> sample.pace() != null).toList();
        return samples.size() < 2 ? Optional.empty() : Optional.of(of(step.name(), samples));
    }

    private static PlotView of(String step, List<Sample> samples) {
        Sample last = samples.get(samples.size() - 1);
        double most = samples.stream().mapToDouble(PlotView::rate).max().orElse(0);
        List<Double> xs = xs(samples);
        StringBuilder line = new StringBuilder();
        List<Band> bands = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            double y = most == 0 ? HEIGHT : HEIGHT - HEIGHT * rate(samples.get(i)) / most;
            line.append(i == 0 ? "" : " ")
                    .append(Shown.at(xs.get(i)))
                    .append(',')
                    .append(Shown.at(y));
            if (i > 0 && !throttled(samples.get(i)).isEmpty()) {
                bands.add(new Band(Shown.at(xs.get(i - 1)), Shown.at(xs.get(i) - xs.get(i - 1))));
            }
        }
        String reasons = samples.stream()
                .map(PlotView::throttled)
                .filter(reason -> !reason.isEmpty())
                .distinct()
                .limit(5)
                .collect(Collectors.joining("; "));
        String lasted = Shown.time(Duration.between(samples.get(0).at(), last.at()));
        String fastest = Shown.number(Math.round(most));
        String words = "Rows per second of " + step + " over " + lasted + ", at most " + fastest
                + (reasons.isEmpty() ? "" : ", slowed down by " + reasons);
        return new PlotView(
                line.toString(),
                bands,
                fastest,
                lasted,
                Shown.number(last.done()),
                Shown.number(last.total()),
                reasons,
                !reasons.isEmpty(),
                words);
    }

    private static List<Double> xs(List<Sample> samples) {
        Instant begin = samples.get(0).at();
        long whole = Math.max(
                1, Duration.between(begin, samples.get(samples.size() - 1).at()).toNanos());
        return samples.stream()
                .map(sample ->
                        (double) WIDTH * Duration.between(begin, sample.at()).toNanos() / whole)
                .toList();
    }

    private static double rate(Sample sample) {
        Pace pace = sample.pace();
        return pace == null ? 0 : pace.rowsPerSecond();
    }

    private static String throttled(Sample sample) {
        Pace pace = sample.pace();
        return pace == null ? "" : pace.throttled();
    }
}
