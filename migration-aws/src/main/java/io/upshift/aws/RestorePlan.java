package io.upshift.aws;

import io.upshift.Entry;
import java.time.Duration;
import java.time.Instant;

/**
 * What a restore is about to do, for whoever confirms it.
 *
 * @param database of which the copy is; stays as it is
 * @param from the snapshot, or the point in time
 * @param copy what will be made
 * @param at whatever was committed after this is not in the copy
 * @param lossWindow from then until now
 */
public record RestorePlan(String database, String from, String copy, Instant at, Duration lossWindow) {
    private static final int TOKEN = 8;

    /** To be typed back by whoever has read it: the same for a retry, and another for any other restore. */
    public String token() {
        return Entry.sha256(database + "\n" + from + "\n" + copy).substring(0, TOKEN);
    }

    /** In a sentence, with what will be missing. */
    public String describe() {
        return "restore " + from + " of " + database + " as " + copy + "; everything written since " + at + " ("
                + lossWindow + ") will be missing from it, and " + database + " stays as it is";
    }
}
