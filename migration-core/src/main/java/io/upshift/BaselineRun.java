package io.upshift;

import io.upshift.Journal.Work;
import io.upshift.RunEvent.RunInfo;
import io.upshift.RunEvent.RunStarted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** One run that takes migrations as applied without running them, from top to bottom. */
final class BaselineRun<S> {
    private final Wiring<S> wiring;
    private final TargetConnection<S> connection;
    private final RunInfo run;
    private final ReportFold report;

    BaselineRun(Wiring<S> wiring, TargetConnection<S> connection) {
        this.wiring = wiring;
        this.connection = connection;
        this.run = wiring.info("baseline");
        this.report = new ReportFold(run);
    }

    Report run(String version) {
        return run(chosen(version));
    }

    Report run(Collection<Adopted> adopted) {
        return run(adopted.stream().map(this::planned).toList());
    }

    private Report run(List<Planned<S>> chosen) {
        Optional<Journal<S>> journal =
                new LockWait<>(connection, wiring, run.id(), true, () -> false).forLock((statement, took) -> {});
        return journal.isEmpty() ? report.heldElsewhere() : locked(journal.get(), chosen);
    }

    private Report locked(Journal<S> journal, List<Planned<S>> chosen) {
        Events events = wiring.events().and(report);
        Report outcome = null;
        try {
            refuseHistory();
            events.tell(new RunStarted(run, chosen.size()));
            record(journal, chosen);
            for (Planned<S> migration : chosen) {
                events.tell(new RunEvent.StepFinished(
                        migration.info(0), State.BASELINE, Duration.ZERO, Duration.ZERO, null));
            }
            outcome = report.completed(List.of());
            return outcome;
        } catch (MigrationException e) {
            outcome = report.failed(String.valueOf(e.getMessage()));
            throw e.with(outcome);
        } finally {
            journal.release(null);
            if (outcome != null) {
                events.tell(new RunEvent.RunFinished(run, outcome));
            }
        }
    }

    /** One that isn't declared goes into the history as well, so that nobody takes it for missing. */
    private Planned<S> planned(Adopted adopted) {
        Declared<S> declared = wiring.catalogue().find(adopted.id());
        List<Step<S>> steps = declared == null
                ? List.of(Step.transactional(adopted.description(), session -> {}, null))
                : declared.steps();
        Entry.Draft draft = new Entry.Draft(
                wiring.service().name(),
                adopted.id(),
                adopted.description(),
                declared == null ? Kind.TRANSACTIONAL : declared.kind(),
                Direction.UP,
                null,
                0,
                1,
                State.BASELINE,
                declared == null ? "" : declared.checksum(),
                false,
                null,
                "",
                adopted.by(),
                Who.host(),
                null);
        Plan.Item item = new Plan.Item(
                adopted.id(),
                adopted.description(),
                draft.kind(),
                Metadata.none(),
                steps.stream().map(Step::name).toList(),
                false,
                false,
                "another tool's history",
                List.of());
        return new Planned<>(item, Direction.UP, steps, draft, null);
    }

    private void refuseHistory() {
        if (!connection.history(History.READ_ALL).entries().isEmpty()) {
            throw MigrationException.refused(
                    "The baseline on " + wiring.target().describe(),
                    wiring.service().name() + " already has a history there",
                    "run migrate, or status to see what is applied");
        }
    }

    private void record(Journal<S> journal, List<Planned<S>> chosen) {
        List<Work<S>> entries = new ArrayList<>();
        for (Planned<S> migration : chosen) {
            entries.add(new Work<>(migration.entry(0, migration.steps().get(0), State.BASELINE, null), null));
        }
        try {
            journal.commit(entries);
        } catch (Exception e) {
            throw MigrationException.failed(
                    "The baseline on " + wiring.target().describe() + " failed", "run it again", e);
        }
    }

    private List<Planned<S>> chosen(String version) {
        List<Planned<S>> chosen = new ArrayList<>();
        for (Declared<S> migration : wiring.catalogue().declared()) {
            chosen.add(wiring.planner().planned(migration, Direction.UP, null));
            boolean isLast = migration.id().toString().equals(version)
                    || migration.id().version().equals(version);
            if (isLast) {
                return chosen;
            }
        }
        throw MigrationException.usage(
                "No declared migration has the version " + version,
                "use one of "
                        + String.join(
                                ", ",
                                wiring.catalogue().declared().stream()
                                        .map(migration -> migration.id().toString())
                                        .toList()));
    }
}
