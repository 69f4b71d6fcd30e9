package io.upshift;

import java.util.List;

/**
 * What a run would do, in order; made by reading alone.
 *
 * @param items every migration to be brought or taken back
 * @param warnings what isn't wrong and yet worth knowing
 * @param calls what the run's backups, checks and listeners may ask of services outside the store
 */
public record Plan(
        Service service,
        String target,
        Direction direction,
        List<Item> items,
        List<String> warnings,
        List<RemoteCall> calls) {

    /** A plan of a run that calls nothing outside the store. */
    public Plan(Service service, String target, Direction direction, List<Item> items, List<String> warnings) {
        this(service, target, direction, items, warnings, List.of());
    }

    /**
     * One migration.
     *
     * @param steps their names
     * @param origin the class or file
     * @param statements what it will execute, from the file or the recorded plan; empty when unknown
     * @param isResumed an earlier run was cut off in it
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
            List<String> statements) {}

    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** JSON in a stable shape; {@code docs/json.md} explains each field. */
    public String toJson() {
        return PlanJson.write(this);
    }
}
