package io.upshift.postgres;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how long something may take: {@code 500ms}, {@code 5s}, {@code 10min}, {@code 1h}, or {@code PT5S}. */
final class Durations {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,10}) ?(ms|s|min|h)");

    private Durations() {}

    /** @throws IllegalArgumentException in words that say what may be written */
    static Duration parse(String text) {
        Matcher match = SHORT.matcher(text);
        try {
            return match.matches() ? of(Long.parseLong(match.group(1)), match.group(2)) : Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is no duration: write 500ms, 5s, 10min, 1h or PT5S", e);
        }
    }

    /** A time limit as PostgreSQL takes it, which is neither endless nor without a length. */
    static Duration limit(String text) {
        Duration limit = parse(text);
        if (!isLimit(limit)) {
            throw noLimit(text);
        }
        return limit;
    }

    static Duration limit(Duration limit) {
        if (!isLimit(limit)) {
            throw noLimit(limit.toString());
        }
        return limit;
    }

    /** PostgreSQL counts milliseconds in 31 bits, and takes 0 for no limit. */
    private static boolean isLimit(Duration limit) {
        return limit.compareTo(Duration.ofMillis(1)) >= 0 && limit.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) <= 0;
    }

    private static IllegalArgumentException noLimit(String text) {
        return new IllegalArgumentException("'" + text + "' is no time limit: write at least 1ms and at most 596h");
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "min" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }
}
