package io.upshift.aws;

import java.time.Instant;

/** Which state of a database a restore brings back. */
public sealed interface RestorePoint {

    /** A snapshot of this very instance or cluster. */
    static RestorePoint snapshot(String id) {
        return new OfSnapshot(id);
    }

    /** The newest snapshot of this very instance or cluster. */
    static RestorePoint latestSnapshot() {
        return new LatestSnapshot();
    }

    /** What was committed up to a second that the automated backups reach. */
    static RestorePoint time(Instant time) {
        return new AtTime(time);
    }

    /** What was committed up to the last second that the automated backups reach, about five minutes ago. */
    static RestorePoint latestTime() {
        return new LatestTime();
    }

    /** See {@link RestorePoint#snapshot}. */
    record OfSnapshot(String id) implements RestorePoint {}

    /** See {@link RestorePoint#latestSnapshot}. */
    record LatestSnapshot() implements RestorePoint {}

    /** See {@link RestorePoint#time}. */
    record AtTime(Instant time) implements RestorePoint {}

    /** See {@link RestorePoint#latestTime}. */
    record LatestTime() implements RestorePoint {}
}
