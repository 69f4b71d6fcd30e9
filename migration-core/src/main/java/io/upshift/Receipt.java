package io.upshift;

import java.time.Instant;
import java.util.Map;

/**
 * Proof that a backup was taken.
 *
 * @param kind such as {@code rds-snapshot}
 * @param id what to ask the provider for
 * @param restore the command or call that brings it back
 * @param details whatever else the provider says, in the order to show it; no secrets
 */
public record Receipt(String kind, String id, Instant takenAt, String restore, Map<String, String> details) {}
