package io.upshift.aws;

import java.util.List;

/**
 * An instance that a restore has made.
 *
 * @param endpoint host and port
 * @param differences settings in which it still differs from the one that the snapshot is of; look at them before
 *     switching
 */
public record Restored(String instance, String arn, String endpoint, RestorePlan plan, List<String> differences) {}
