package io.upshift;

/**
 * Which batched step it is, and in which direction it goes.
 *
 * @param step 0-based
 */
public record BatchKey(String service, MigrationId id, int step, Direction direction) {}
