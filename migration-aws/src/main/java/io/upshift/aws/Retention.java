package io.upshift.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * How many of a service's own snapshots are kept.
 *
 * @param newest at least 1: the newest is never deleted
 * @param younger whatever is younger is kept as well
 */
record Retention(int newest, Duration younger) {
    private static final Logger log = LoggerFactory.getLogger(RdsSnapshot.class);

    /** Deletes what is neither among the newest nor young; what can't be deleted stays, and is said. */
    void apply(SnapshotCalls calls, String service, String source, Instant now) {
        try {
            superfluous(calls.all(), service, source, now).forEach(snapshot -> delete(calls, snapshot));
        } catch (SdkException e) {
            log.warn("Older snapshots could not be looked for, and none was deleted", e);
        }
    }

    private List<Snapshot> superfluous(List<Snapshot> all, String service, String source, Instant now) {
        return all.stream()
                .filter(snapshot ->
                        snapshot.has(Tags.SERVICE, service) && snapshot.tags().containsKey(Tags.RUN))
                .filter(snapshot -> snapshot.source().equals(source) && snapshot.isAvailable())
                .sorted(Comparator.comparing(Snapshot::createdAt).reversed())
                .skip(newest)
                .filter(snapshot -> snapshot.createdAt().plus(younger).isBefore(now))
                .toList();
    }

    private static void delete(SnapshotCalls calls, Snapshot snapshot) {
        try {
            calls.delete(snapshot.id());
            log.info("Deleted snapshot {} of {}", snapshot.id(), snapshot.createdAt());
        } catch (SdkException e) {
            log.warn("Snapshot {} is no longer kept and could not be deleted", snapshot.id(), e);
        }
    }
}
