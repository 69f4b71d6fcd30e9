package io.upshift;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service's migrations execute, recorded on a scratch store and committed with the code.
 *
 * <p>At deploy it gives Java migrations what they can't have otherwise: a checksum, a preview, and a down script for the
 * history. It lies on the class path at {@link #RESOURCE}.
 *
 * @param service whose migrations these are; a plan of another service is not used
 */
public record RecordedPlan(String service, List<Recording> migrations) {
    /** Where a service's plan lies on its class path. */
    public static final String RESOURCE = "META-INF/upshift/plan.json";

    /**
     * One migration.
     *
     * @param checksum of the statements that bring it, with its algorithm's version in front
     * @param dependsOnData its statements aren't the same on every store, so its checksum isn't compared
     * @param up the statements that bring it
     * @param down the statements that take it back; null when it has no down
     */
    public record Recording(
            MigrationId id,
            String checksum,
            boolean dependsOnData,
            List<String> up,
            @Nullable List<String> down) {

        @Nullable
        String downScript() {
            return down == null ? null : String.join(";\n", down);
        }
    }

    Map<MigrationId, Recording> byId() {
        Map<MigrationId, Recording> byId = new HashMap<>();
        for (Recording recording : migrations) {
            byId.put(recording.id(), recording);
        }
        return byId;
    }

    /** Deterministic JSON, one statement a line, ending with a line end. */
    public String toJson() {
        return RecordedPlanJson.write(this);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws MigrationException when the text isn't such a plan
     */
    public static RecordedPlan fromJson(String json) {
        return RecordedPlanJson.read(json);
    }
}
