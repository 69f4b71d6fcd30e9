package io.upshift;

/** What a service does with its migrations when it starts. */
public enum StartupMode {
    /**
     * Migrates, or waits for the instance that does, and refuses to start on an old schema; work in batches goes on
     * beside the service.
     */
    MIGRATE,
    /** Never migrates: waits until another process has, and refuses to start when it doesn't. */
    WAIT,
    /** Never migrates and never waits: refuses to start unless everything is applied. */
    VERIFY,
    /** Starts at once, and migrates meanwhile. */
    BACKGROUND
}
