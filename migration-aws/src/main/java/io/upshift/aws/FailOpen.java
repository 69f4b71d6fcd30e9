package io.upshift.aws;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Calls that a run can do without: each has a few seconds, none fails the run, and a service that fails again and again
 * is left alone. Thread-safe.
 */
final class FailOpen {
    private static final Logger log = LoggerFactory.getLogger(FailOpen.class);
    private static final int FAILURES_IN_A_ROW = 3;

    /** The run's lock is held meanwhile. */
    static final AwsRequestOverrideConfiguration SHORTLY = AwsRequestOverrideConfiguration.builder()
            .apiCallTimeout(Duration.ofSeconds(5))
            .build();

    private final String what;
    private int failures;

    FailOpen(String what) {
        this.what = what;
    }

    /** Forgets earlier failures. */
    synchronized void begin() {
        failures = 0;
    }

    synchronized void attempt(Runnable call) {
        if (failures >= FAILURES_IN_A_ROW) {
            return;
        }
        try {
            call.run();
            failures = 0;
        } catch (SdkException e) {
            failures++;
            String after = failures == FAILURES_IN_A_ROW ? ", and is not tried again in this run" : "";
            log.warn("{} failed and was left out{}: {}", what, after, AwsErrors.words(e));
        }
    }
}
