package io.upshift.cli;

import io.upshift.Checkpoint;
import io.upshift.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as people read them. */
final class Words {
    private static final int MS_PER_SECOND = 1000;

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static String of(boolean answer) {
        return answer ? "yes" : "no";
    }

    static String of(Duration duration) {
        long ms = duration.toMillis();
        return ms < 10L * MS_PER_SECOND ? ms + " ms" : ms / MS_PER_SECOND + " s";
    }

    static String of(@Nullable Instant instant) {
        return instant == null ? "" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Such as {@code 250000 of 1000000 rows, 240000 changed, 25000 rows/s, about 30 s left}. */
    static String of(Status.Work work) {
        Checkpoint checkpoint = work.checkpoint();
        long total = Math.max(checkpoint.total(), checkpoint.passed());
        Duration left = work.left();
        return checkpoint.passed() + " of " + total + " rows, " + checkpoint.changed() + " changed, "
                + (checkpoint.failedKeys() == 0 ? "" : checkpoint.failedKeys() + " left out, ")
                + Math.round(checkpoint.rowsPerSecond()) + " rows/s"
                + (left == null ? "" : ", about " + left.toSeconds() + " s left")
                + (checkpoint.isPaused() ? ", paused" : "");
    }

    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
