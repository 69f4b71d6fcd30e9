package io.upshift.aws;

import io.upshift.Poll;
import java.util.Set;

/**
 * What a snapshot is taken of.
 *
 * @param what instance or cluster, with its name
 * @param status as RDS says it
 * @param resourceId stays when the name changes
 * @param restore the command that brings a snapshot of it back under a new name, with the settings that a restore would
 *     otherwise lose; {@code SNAPSHOT} stands for the snapshot's name
 */
record Source(String what, String status, String resourceId, String restore) {
    /**
     * From which nothing comes back by waiting.
     *
     * <p>Source: "Viewing Amazon RDS DB instance status" in the Amazon RDS User Guide.
     */
    private static final Set<String> HOPELESS = Set.of(
            "storage-full",
            "failed",
            "deleting",
            "stopping",
            "stopped",
            "restore-error",
            "insufficient-capacity",
            "inaccessible-encryption-credentials",
            "inaccessible-encryption-credentials-recoverable",
            "cloning-failed",
            "migration-failed");

    /** Whether a snapshot can be taken now. */
    Poll<Source> poll() {
        if (status.equals("available")) {
            return Poll.done(this);
        }
        if (isHopeless(status)) {
            return Poll.failed(
                    "a snapshot needs it available, and it is " + status, "bring it back to available, and run again");
        }
        return Poll.waiting(what + " is " + status);
    }

    static boolean isHopeless(String status) {
        return HOPELESS.contains(status) || status.startsWith("incompatible-");
    }
}
