package io.upshift.testkit.aws;

import java.time.Duration;

/** How long things take in a fake RDS, and how they end. Used under the fake's lock. */
final class RdsTimes {
    Duration snapshot = Duration.ofMinutes(5);
    String snapshotEnd = "available";
    String restoreEnd = "available";
    final Duration restore = Duration.ofMinutes(20);
    final Duration modify = Duration.ofMinutes(2);
    final Duration delete = Duration.ofMinutes(5);
}
