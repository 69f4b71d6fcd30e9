package io.upshift.aws;

import java.util.List;

/**
 * An instance or a cluster that a restore has made.
 *
 * @param endpoint host and port
 * @param differences settings in which it still differs from its source; look at them before
 *     switching
 */
public record Restored(String copy, String arn, String endpoint, RestorePlan plan, List<String> differences) {}
