package io.upshift;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of pending migrations where they were tried, of which nothing is left.
 *
 * @param target the store that they are pending on
 * @param isOnLive whether they were tried on that store itself and rolled back; otherwise on a scratch store
 * @param migrations those that were tried, in order; the last one may have failed
 * @param change what they changed in the schema
 * @param untried what could not be tried, and why
 */
public record DryRun(
        Service service,
        String target,
        boolean isOnLive,
        List<Tried> migrations,
        SchemaChange change,
        List<String> untried) {

    /**
     * One migration.
     *
     * @param error why it failed; null when it didn't
     */
    public record Tried(
            MigrationId id, String description, @Nullable String error) {}

    /** Whether a migration failed. */
    public boolean isFailed() {
        return migrations.stream().anyMatch(tried -> tried.error() != null);
    }

    /** JSON in a stable shape; {@code docs/json.md} explains each field. */
    public String toJson() {
        return DryRunJson.write(this);
    }
}
