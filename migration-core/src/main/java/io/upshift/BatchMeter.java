package io.upshift;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Tells the listeners once a second how the work of all instances goes on. */
final class BatchMeter {
    private static final long BETWEEN_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int SAMPLES = 30;
    private static final int ENOUGH = 8;

    private final Events events;
    private final RunEvent.StepInfo step;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long next = System.nanoTime();

    private record Sample(long nanos, long passed) {}

    BatchMeter(Events events, RunEvent.StepInfo step) {
        this.events = events;
        this.step = step;
    }

    boolean isDue() {
        return System.nanoTime() >= next;
    }

    /** @param why it isn't full speed; empty when it is */
    void show(Checkpoint checkpoint, int batchSize, String why) {
        next = System.nanoTime() + BETWEEN_NANOS;
        samples.add(new Sample(System.nanoTime(), checkpoint.passed()));
        if (samples.size() > SAMPLES) {
            samples.remove();
        }
        long total = Math.max(checkpoint.total(), checkpoint.passed());
        double rate = rate();
        Duration left = rate == 0 || checkpoint.total() == 0
                ? null
                : Duration.ofSeconds((long) ((total - checkpoint.passed()) / rate));
        RunEvent.Pace pace = new RunEvent.Pace(rate, left, confidence(), batchSize, why);
        events.tell(new RunEvent.Progress(step, checkpoint.passed(), total, note(pace, checkpoint), pace));
    }

    private double rate() {
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        long nanos = last.nanos - first.nanos;
        return nanos == 0 ? 0 : (last.passed - first.passed) * 1e9 / nanos;
    }

    /** By how much the rates between two samples vary. */
    private Confidence confidence() {
        List<Double> rates = new ArrayList<>();
        Sample before = null;
        for (Sample sample : samples) {
            if (before != null && sample.nanos > before.nanos) {
                rates.add((sample.passed - before.passed) * 1e9 / (sample.nanos - before.nanos));
            }
            before = sample;
        }
        double mean = rates.stream().mapToDouble(rate -> rate).average().orElse(0);
        if (rates.size() < ENOUGH || mean == 0) {
            return Confidence.LOW;
        }
        double variance = rates.stream()
                .mapToDouble(rate -> (rate - mean) * (rate - mean))
                .average()
                .orElse(0);
        double spread = Math.sqrt(variance) / mean;
        return spread < 0.15 ? Confidence.HIGH : spread < 0.5 ? Confidence.MEDIUM : Confidence.LOW;
    }

    private static String note(RunEvent.Pace pace, Checkpoint checkpoint) {
        StringBuilder note = new StringBuilder(String.format(Locale.ROOT, "rows, %.0f rows/s", pace.rowsPerSecond()));
        Duration left = pace.left();
        if (left != null) {
            note.append(", about ").append(left.toSeconds()).append(" s left (confidence ");
            note.append(Words.of(pace.confidence())).append(')');
        }
        note.append(", batches of ").append(pace.batchSize());
        if (checkpoint.failedKeys() > 0) {
            note.append(", ").append(checkpoint.failedKeys()).append(" rows left out");
        }
        if (!pace.throttled().isEmpty()) {
            note.append(", slowed: ").append(pace.throttled());
        }
        return note.toString();
    }
}
