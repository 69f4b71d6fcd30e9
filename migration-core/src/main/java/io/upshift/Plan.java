package io.upshift;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do, in order; made by reading alone.
 *
 * @param items every migration to be brought or taken back
 * @param warnings what isn't wrong and yet worth knowing
 * @param findings what the checks before a run find; empty before they have looked
 * @param calls what the run's backups, checks and listeners may ask of services outside the store
 */
public record Plan(
        Service service,
        String target,
        Direction direction,
        List<Item> items,
        List<String> warnings,
        List<Preflight.Finding> findings,
        List<RemoteCall> calls) {

    /**
     * One migration.
     *
     * @param steps their names
     * @param origin the class or file
     * @param statements what it will execute, from the file or the recorded plan; empty when unknown
     * @param isResumed an earlier run was cut off in it
     * @param places where each of its statements stands, as {@code file:line:column}; empty when unknown
     * @param recording what it did on the scratch store where it was recorded; null when it wasn't, or goes down
     */
    public record Item(
            MigrationId id,
            String description,
            Kind kind,
            Metadata metadata,
            List<String> steps,
            boolean isReversible,
            boolean isResumed,
            String origin,
            List<String> statements,
            List<String> places,
            RecordedPlan.@Nullable Recording recording) {

        /** One whose statements stand in no file, and that wasn't recorded. */
        public Item(
                MigrationId id,
                String description,
                Kind kind,
                Metadata metadata,
                List<String> steps,
                boolean isReversible,
                boolean isResumed,
                String origin,
                List<String> statements) {
            this(id, description, kind, metadata, steps, isReversible, isResumed, origin, statements, List.of(), null);
        }
    }

    /** A plan that nothing has looked at yet, of a run that calls nothing outside the store. */
    public Plan(Service service, String target, Direction direction, List<Item> items, List<String> warnings) {
        this(service, target, direction, items, warnings, List.of(), List.of());
    }

    Plan with(List<Preflight.Finding> findings) {
        return new Plan(service, target, direction, items, warnings, findings, calls);
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** JSON in a stable shape; {@code docs/json.md} explains each field. */
    public String toJson() {
        return PlanJson.write(this);
    }
}
