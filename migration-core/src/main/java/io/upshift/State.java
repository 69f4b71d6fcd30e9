package io.upshift;

/** Where a migration, or one step of it, stands. */
public enum State {
    /** Declared and not applied. */
    PENDING,
    /** Begun, with no outcome recorded: at work now, or cut off. */
    RUNNING,
    APPLIED,
    /** Tried and not done; tried again by the next run. */
    FAILED,
    REVERTED,
    /** Waits for a window or a gate; tried again by a later run. */
    DEFERRED,
    /** Taken as applied without having been run. */
    BASELINE,
    /** Applied, and not declared by this version of the service. */
    UNKNOWN
}
