package io.upshift.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot that can be restored.
 *
 * @param takenAt when the data was as it is in the snapshot, also for a copy
 * @param run the run before which this library took it; null when it was taken otherwise
 */
public record FoundSnapshot(
        String id,
        String arn,
        Instant takenAt,
        int sizeGib,
        @Nullable String run) {}
