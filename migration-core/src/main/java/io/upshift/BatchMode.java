package io.upshift;

/** What {@link MigrationRunner#migrate} does about work in batches. */
public enum BatchMode {
    /** Does it, together with the other instances that do, and returns when it is applied. */
    RUN,
    /** Opens it, leaves the batches to others, and returns without them: they are reported as deferred. */
    LEAVE
}
