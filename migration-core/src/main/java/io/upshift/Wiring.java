package io.upshift;

import io.upshift.RunEvent.RunInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a runner, put together once by its builder.
 *
 * @param required what has to be applied before the service may start
 */
record Wiring<S>(
        Service service,
        Target<S> target,
        Catalogue<S> catalogue,
        Planner<S> planner,
        Settings settings,
        Safeguards<S> safeguards,
        Events events,
        Set<MigrationId> required) {

    TargetConnection<S> connect() {
        return target.connect(service);
    }

    Gates<S> gates() {
        return new Gates<>(settings, events);
    }

    /** The target as one whose schema can be read; null when it can't. */
    @Nullable
    Inspectable<S> inspectable() {
        return target instanceof Inspectable<S> inspectable ? inspectable : null;
    }

    Schema schema() {
        Inspectable<S> inspectable = inspectable();
        if (inspectable == null) {
            throw MigrationException.usage(
                    "The schema of " + target.describe() + " can't be read", "this kind of target can't tell it");
        }
        return inspectable.inspect();
    }

    /** The same migrations on another store; nobody watches, and nothing is checked or backed up. */
    Wiring<S> on(Target<S> other) {
        return new Wiring<>(
                service,
                other,
                catalogue,
                new Planner<>(catalogue, service, settings, other),
                settings.runWindow(""),
                Safeguards.none(),
                new Events(List.of()),
                Set.of());
    }

    /** The same with the migrations up to a version. */
    Wiring<S> upTo(String version) {
        Catalogue<S> earlier = catalogue.upTo(version);
        return new Wiring<>(
                service,
                target,
                earlier,
                new Planner<>(earlier, service, settings, target),
                settings,
                safeguards,
                events,
                required);
    }

    /** The target as one whose migrations can be tried out. */
    Rehearsable<S> rehearsable() {
        if (target instanceof Rehearsable<S> rehearsable) {
            return rehearsable;
        }
        throw MigrationException.usage(
                "Nothing can be tried out on " + target.describe(), "this kind of target has no scratch stores");
    }

    RunInfo info(String command) {
        return new RunInfo(
                RunId.next(), command, service, target.describe(), Instant.now(), Who.user() + "@" + Who.host());
    }

    Plan plan(Direction direction, List<Planned<S>> planned) {
        List<Plan.Item> items = planned.stream().map(Planned::item).toList();
        List<String> warnings = new ArrayList<>();
        for (Declared<S> migration : catalogue.unrecorded()) {
            warnings.add(migration.origin() + " stands in no recorded plan: it has no checksum, no preview and no down"
                    + " script in the history");
        }
        for (Plan.Item item : items) {
            Declared<S> migration = catalogue.find(item.id());
            if (migration != null) {
                warnings.addAll(
                        TableChecks.wrong(migration, catalogue.recorded().namespace()));
            }
        }
        List<RemoteCall> calls =
                Stream.concat(safeguards.calls(), events.calls()).toList();
        return new Plan(service, target.describe(), direction, items, List.copyOf(warnings), List.of(), calls);
    }

    /** The same, for a run that opens work in batches and does none of it. */
    Wiring<S> leavingBatches() {
        return new Wiring<>(
                service, target, catalogue, planner, settings.batchWorkers(0), safeguards, events, required);
    }

    /** The same, for code that can't work without some of the migrations. */
    Wiring<S> requiring(Set<MigrationId> ids) {
        return new Wiring<>(service, target, catalogue, planner, settings, safeguards, events, Set.copyOf(ids));
    }

    /** The same as part of a coordinator's run. */
    Wiring<S> within(Preflight stores, List<Backup> common, RunListener listener) {
        return new Wiring<>(
                service,
                target,
                catalogue,
                planner,
                settings,
                safeguards.within(stores, common),
                events.and(listener),
                required);
    }

    /** The store's own, the service's, and the run window, outside of which batches pause. */
    List<HealthCheck<S>> healthChecks() {
        List<HealthCheck<S>> checks = new ArrayList<>(target.batches().healthChecks());
        checks.addAll(safeguards.throttles());
        if (!settings.runWindow().isEmpty()) {
            checks.add(RunWindow.parse(settings.runWindow()).forBatches());
        }
        return checks;
    }

    void backup(List<Planned<S>> planned, ReportFold report) {
        safeguards.backup(service, target, planned, report);
    }

    void verify(Direction direction) {
        safeguards.verify(service, target.describe(), direction);
    }
}
