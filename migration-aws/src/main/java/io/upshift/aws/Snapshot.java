package io.upshift.aws;

import java.time.Instant;
import java.util.Map;

/**
 * A manual snapshot, of an instance or of a cluster.
 *
 * @param createdAt when it was begun; the epoch while RDS doesn't say
 * @param takenAt when the data was as it is in it; a copy's creation is later
 * @param sizeGib what the source had allocated
 * @param kmsKey empty when it isn't encrypted
 * @param source the resource id of what it was taken of, which survives a rename; empty when RDS doesn't say
 */
record Snapshot(
        String id,
        String arn,
        String status,
        int percent,
        Instant createdAt,
        Instant takenAt,
        int sizeGib,
        boolean encrypted,
        String kmsKey,
        String source,
        Map<String, String> tags) {

    boolean isAvailable() {
        return status.equals("available");
    }

    boolean isCreating() {
        return status.equals("creating");
    }

    /** RDS has listed it by the source's name; the resource id tells another source that had the name. */
    boolean isOf(String resourceId) {
        return source.isEmpty() || source.equals(resourceId);
    }

    boolean has(String tag, String value) {
        return value.equals(tags.get(tag));
    }
}
