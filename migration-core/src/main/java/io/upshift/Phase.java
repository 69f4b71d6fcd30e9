package io.upshift;

/** Which part of a change under old and new code at once a migration is. */
public enum Phase {
    /** New structure beside the old; both old and new code work. */
    EXPAND,
    /** Existing data moves into the new structure. */
    BACKFILL,
    /** The old structure goes; old code no longer works. */
    CONTRACT
}
