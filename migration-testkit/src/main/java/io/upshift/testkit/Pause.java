package io.upshift.testkit;

import java.util.concurrent.TimeUnit;

/** A short wait between two looks at something outside this JVM. */
final class Pause {

    private Pause() {}

    static void millis(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a PostgreSQL server", e);
        }
    }
}
