package io.upshift.page;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Values as people read them. */
final class Shown {
    private static final long MS_PER_SECOND = 1000;
    private static final long SECONDS_PER_MINUTE = 60;

    private Shown() {}

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Such as {@code 12 ms}, {@code 1.2 s}, {@code 14 min 3 s}. */
    static String time(Duration duration) {
        long ms = duration.toMillis();
        if (ms < MS_PER_SECOND) {
            return ms + " ms";
        }
        long seconds = ms / MS_PER_SECOND;
        return seconds < SECONDS_PER_MINUTE
                ? String.format(Locale.ROOT, "%.1f s", ms / (double) MS_PER_SECOND)
                : seconds / SECONDS_PER_MINUTE + " min " + seconds % SECONDS_PER_MINUTE + " s";
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace('T', ' ')
                .replace("Z", " UTC");
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A coordinate. */
    static String at(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
