package io.upshift;

import io.upshift.RunEvent.RunInfo;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The parts of a runner, put together once by its builder. */
record Wiring<S>(
        Service service,
        Target<S> target,
        Catalogue<S> catalogue,
        Planner<S> planner,
        Settings settings,
        List<Preflight> preflights,
        List<Backup> backups,
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
        return new Plan(service, target.describe(), direction, items, warnings, calls());
    }

    private List<RemoteCall> calls() {
        Stream<RemoteCall> checks = preflights.stream().flatMap(check -> check.calls().stream());
        Stream<RemoteCall> copies = backups.stream().flatMap(backup -> backup.calls().stream());
        return Stream.concat(Stream.concat(checks, copies), events.calls()).toList();
    }

    /** Fails closed: without a usable backup nothing is changed. */
    void backup(List<Planned<S>> planned, ReportFold report) {
        if (backups.isEmpty()) {
            return;
        }
        String runId = BackupKey.of(service, target, planned);
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
