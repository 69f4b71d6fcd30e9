package io.upshift.aws;

import java.time.Instant;

/**
 * A point that was found to exist.
 *
 * @param snapshot empty for a point in time
 * @param isClone of a cluster, which shares its storage until one of the two is written to
 * @param at whatever was committed after this is not in the copy
 */
record ChosenPoint(String snapshot, boolean isClone, Instant at) {
    static ChosenPoint snapshot(String id, Instant at) {
        return new ChosenPoint(id, false, at);
    }

    static ChosenPoint time(Instant at) {
        return new ChosenPoint("", false, at);
    }

    static ChosenPoint clone(Instant at) {
        return new ChosenPoint("", true, at);
    }

    /** What a copy's tag says it was made from; the same for a retry. */
    String tag() {
        return !snapshot.isEmpty() ? snapshot : (isClone ? "clone" : at.toString());
    }

    String describe() {
        return !snapshot.isEmpty() ? "snapshot " + snapshot : isClone ? "a clone" : "the state of " + at;
    }
}
