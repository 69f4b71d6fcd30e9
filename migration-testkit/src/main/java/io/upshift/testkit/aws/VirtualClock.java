package io.upshift.testkit.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes only when somebody sleeps in it. Thread-safe. */
public final class VirtualClock implements InstantSource {
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    VirtualClock() {}

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Lets this much time pass at once. */
    public synchronized void sleep(Duration duration) {
        now = now.plus(duration);
    }
}
