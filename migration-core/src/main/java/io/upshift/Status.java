package io.upshift;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where every migration stands that is declared or recorded, in order of their ids.
 *
 * @param batches how far work in batches is that was begun and is neither applied nor reverted
 * @param problems what {@code migrate} would refuse, in words
 * @param stores the same for the single stores, in order, when it is a coordinator's; empty otherwise
 */
public record Status(
        Service service,
        String target,
        List<Line> migrations,
        List<Work> batches,
        List<String> problems,
        List<Status> stores) {

    /** Of one store. */
    public Status(Service service, String target, List<Line> migrations, List<Work> batches, List<String> problems) {
        this(service, target, migrations, batches, problems, List.of());
    }

    /** One status of several stores; their order stands in the place of that of the ids. */
    static Status over(Service service, List<Status> stores) {
        return new Status(
                service,
                String.join(" + ", stores.stream().map(Status::target).toList()),
                stores.stream().flatMap(store -> store.migrations().stream()).toList(),
                stores.stream().flatMap(store -> store.batches().stream()).toList(),
                stores.stream()
                        .flatMap(store -> store.problems().stream().map(problem -> store.target() + ": " + problem))
                        .toList(),
                List.copyOf(stores));
    }

    /**
     * One migration.
     *
     * @param appliedAt null unless it has been applied
     * @param by who applied it, on which host; empty when it hasn't been
     * @param waiting for which gate; empty unless one is shut
     */
    public record Line(
            MigrationId id,
            String description,
            Kind kind,
            State state,
            boolean breaking,
            @Nullable Instant appliedAt,
            Duration duration,
            String by,
            String serviceVersion,
            String waiting) {}

    /**
     * Work in batches, read from its checkpoints.
     *
     * @param left until it is done at the average rate so far; null when nobody knows
     */
    public record Work(
            MigrationId id, Checkpoint checkpoint, @Nullable Duration left) {}

    public long count(State state) {
        return migrations.stream().filter(line -> line.state() == state).count();
    }

    /** JSON in a stable shape; {@code docs/json.md} explains each field. */
    public String toJson() {
        return StatusJson.write(this);
    }
}
