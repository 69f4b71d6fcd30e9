package io.upshift.aws;

import java.time.Duration;
import java.time.Instant;

/**
 * What a restore is about to do, for whoever confirms it.
 *
 * @param instance of which the snapshot is; stays as it is
 * @param newInstance what will be made
 * @param snapshotAt whatever was committed after this is not in the new instance
 * @param lossWindow from then until now
 */
public record RestorePlan(
        String instance, String snapshot, String newInstance, Instant snapshotAt, Duration lossWindow) {

    /** In a sentence, with what will be missing. */
    public String describe() {
        return "restore snapshot " + snapshot + " of " + instance + " as " + newInstance + "; everything written since "
                + snapshotAt + " (" + lossWindow + ") will be missing from it, and " + instance + " stays as it is";
    }
}
