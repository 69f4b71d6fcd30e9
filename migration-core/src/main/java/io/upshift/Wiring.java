package io.upshift;

import io.upshift.RunEvent.RunInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The parts of a runner, put together once by its builder. */
record Wiring<S>(
        Service service,
        Target<S> target,
        Catalogue<S> catalogue,
        Planner<S> planner,
        Settings settings,
        List<Preflight> preflights,
        List<Backup> backups,
        List<HealthCheck<S>> throttles,
        Events events) {

    TargetConnection<S> connect() {
        return target.connect(service);
    }

    RunInfo info(String command) {
        return new RunInfo(RunId.next(), command, service, target.describe(), Instant.now());
    }

    Plan plan(Direction direction, List<Planned<S>> planned) {
        List<Plan.Item> items = planned.stream().map(Planned::item).toList();
        List<String> warnings = catalogue.unrecorded().stream()
                .map(migration -> migration.origin() + " stands in no recorded plan: it has no checksum, no preview and"
                        + " no down script in the history")
                .toList();
        return new Plan(service, target.describe(), direction, items, warnings);
    }

    /** The same, for a run that opens work in batches and does none of it. */
    Wiring<S> leavingBatches() {
        return new Wiring<>(
                service,
                target,
                catalogue,
                planner,
                settings.batchWorkers(0),
                preflights,
                backups,
                throttles,
                events);
    }

    /** The store's own, the service's, and the run window, outside of which batches pause. */
    List<HealthCheck<S>> healthChecks() {
        List<HealthCheck<S>> checks = new ArrayList<>(target.batches().healthChecks());
        checks.addAll(throttles);
        if (!settings.runWindow().isEmpty()) {
            checks.add(RunWindow.parse(settings.runWindow()).forBatches());
        }
        return checks;
    }

    /** Fails closed: without a usable backup nothing is changed. */
    void backup(String runId, ReportFold report) {
        for (Backup backup : backups) {
            try {
                report.received(backup.take(runId));
            } catch (Exception e) {
                throw MigrationException.failed(
                        "The backup before the migration failed, and nothing was changed",
                        "make the backup work, or take it out of the runner if you can do without one",
                        e);
            }
        }
    }
}
