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
 * @param dialect who worded the definitions in it, see {@link Schema#dialect}; empty when the store's schema can't be read
 * @param namespace where unqualified names lay on the scratch store
 */
public record RecordedPlan(String service, String dialect, String namespace, List<Recording> migrations) {
    /** Where a service's plan lies on its class path. */
    public static final String RESOURCE = "META-INF/upshift/plan.json";

    /**
     * One migration.
     *
     * @param checksum of the statements that bring it, with its algorithm's version in front
     * @param dependsOnData its statements aren't the same on every store, so its checksum isn't compared
     * @param up the statements that bring it
     * @param down the statements that take it back; null when it has no down
     * @param effects what the up changed in the schema; null when the store's schema can't be read
     * @param traces what its statements did to tables that had been there before; one a statement; empty when nothing was traced
     */
    public record Recording(
            MigrationId id,
            String checksum,
            boolean dependsOnData,
            List<String> up,
            @Nullable List<String> down,
            @Nullable Effects effects,
            List<StatementTrace> traces) {

        /** One of which only the statements are known. */
        public Recording(
                MigrationId id, String checksum, boolean dependsOnData, List<String> up, @Nullable List<String> down) {
            this(id, checksum, dependsOnData, up, down, null, List.of());
        }

        @Nullable
        String downScript() {
            return down == null ? null : String.join(";\n", down);
        }
    }

    /** A plan of a store whose schema can't be read. */
    public RecordedPlan(String service, List<Recording> migrations) {
        this(service, "", "", migrations);
    }

    boolean dependsOnData(MigrationId id) {
        Recording recording = byId().get(id);
        return recording != null && recording.dependsOnData();
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

    /** What each statement did, with its duration, as JSON in a stable shape; {@code docs/json.md} explains each field. */
    public String toTraceJson() {
        return TraceJson.write(this);
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
