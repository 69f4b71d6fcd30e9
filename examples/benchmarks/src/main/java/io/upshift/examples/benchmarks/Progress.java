package io.upshift.examples.benchmarks;

import java.util.Locale;

/** Tells on stderr what is being done; stdout is for figures. */
final class Progress {
    private static final long START = System.nanoTime();

    private Progress() {}

    static void say(String format, Object... values) {
        double seconds = (System.nanoTime() - START) / 1e9;
        System.err.println(
                String.format(Locale.ROOT, "%6.1f s  ", seconds) + String.format(Locale.ROOT, format, values));
    }
}
