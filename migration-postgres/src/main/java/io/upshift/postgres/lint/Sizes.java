package io.upshift.postgres.lint;

import java.time.Duration;
import java.util.Locale;

/** Sizes and times as people read them. */
final class Sizes {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};
    private static final int STEP = 1024;

    private Sizes() {}

    static String bytes(long bytes) {
        double value = bytes / (double) STEP;
        int unit = 0;
        while (value >= STEP && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
    }

    static String time(Duration time) {
        long ms = time.toMillis();
        if (ms < 1000) {
            return Math.max(1, ms) + " ms";
        }
        return ms < 120_000 ? ms / 1000 + " s" : ms / 60_000 + " min";
    }
}
