package io.upshift.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Waits until the machine has little else to do, where {@code /proc/stat} tells.
 *
 * @param longest after which a measurement begins anyway, with a warning
 */
record Quiet(Duration longest) {
    private static final Path STAT = Path.of("/proc/stat");
    private static final double BUSY = 0.15;
    private static final long LOOK_MILLIS = 250;

    void await() throws IOException, InterruptedException {
        if (longest.isZero() || !Files.isReadable(STAT)) {
            return;
        }
        long deadline = System.nanoTime() + longest.toNanos();
        double busy = busy();
        while (busy >= BUSY) {
            if (System.nanoTime() > deadline) {
                Progress.say("the cores are still %.0f %% busy: the next figures are noisy", busy * 100);
                return;
            }
            busy = busy();
        }
    }

    private static double busy() throws IOException, InterruptedException {
        long[] before = ticks();
        Thread.sleep(LOOK_MILLIS);
        long[] after = ticks();
        long all = after[0] - before[0];
        return all == 0 ? 0 : 1 - (double) (after[1] - before[1]) / all;
    }

    /** All ticks of all cores, and the idle ones (also those that wait for the disk). */
    private static long[] ticks() throws IOException {
        String[] fields = Files.readAllLines(STAT).get(0).trim().split("\\s+", -1);
        long all = 0;
        for (int i = 1; i < Math.min(fields.length, 9); i++) {
            all += Long.parseLong(fields[i]);
        }
        return new long[] {all, Long.parseLong(fields[4]) + Long.parseLong(fields[5])};
    }
}
