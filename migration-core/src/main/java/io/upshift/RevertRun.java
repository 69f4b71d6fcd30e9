package io.upshift;

import io.upshift.RunEvent.RunInfo;
import io.upshift.RunEvent.RunStarted;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One run of {@code revert}, from top to bottom. */
final class RevertRun<S> {
    private final Wiring<S> wiring;
    private final TargetConnection<S> connection;
    private final RunInfo run;
    private final ReportFold report;

    RevertRun(Wiring<S> wiring, TargetConnection<S> connection) {
        this.wiring = wiring;
        this.connection = connection;
        this.run = wiring.info("revert");
        this.report = new ReportFold(run);
    }

    /** What would be taken back; nothing is locked or changed. */
    Plan plan(RevertTo to) {
        return wiring.plan(Direction.DOWN, planned(to));
    }

    Report run(RevertTo to, Predicate<Plan> confirmation) {
        if (planned(to).isEmpty()) {
            return report.upToDate();
        }
        StatementWatch statements = new StatementWatch(wiring.settings().slowStatement());
        Optional<Journal<S>> journal =
                new LockWait<>(connection, wiring, run.id(), true, () -> false).forLock(statements);
        if (journal.isEmpty()) {
            return report.heldElsewhere();
        }
        Report outcome = locked(journal.get(), statements, to, confirmation);
        wiring.verify(Direction.DOWN);
        return outcome;
    }

    private Report locked(Journal<S> journal, StatementWatch statements, RevertTo to, Predicate<Plan> confirmation) {
        Events events = wiring.events().and(statements).and(report);
        statements.tell(events);
        Report outcome = null;
        try {
            List<Planned<S>> planned = planned(to);
            Plan plan = wiring.plan(Direction.DOWN, planned);
            if (!confirmation.test(plan)) {
                throw MigrationException.refused(
                        "The revert of " + planned.size() + " migrations on " + plan.target(),
                        "it was not confirmed",
                        "confirm it, on the command line with --yes");
            }
            events.tell(new RunStarted(run, planned.size()));
            wiring.backup(planned, report);
            StepRunner<S> steps = new StepRunner<>(journal, events, plan.target(), new Batching<>(wiring));
            planned.forEach(migration -> takeBack(migration, steps, journal));
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

    private void takeBack(Planned<S> migration, StepRunner<S> steps, Journal<S> journal) {
        Inspectable<S> target = wiring.inspectable();
        Declared<S> declared = wiring.catalogue().find(migration.item().id());
        Effects effects = declared == null ? null : declared.effects();
        if (target == null || effects == null || migration.item().isResumed()) {
            steps.runToEnd(migration);
        } else {
            new RevertCheck<>(target, journal, wiring.catalogue().recorded()).run(migration, effects, steps);
        }
    }

    private List<Planned<S>> planned(RevertTo to) {
        return new RevertPlanner<>(wiring).planned(connection.history(History.READ_ALL), to);
    }
}
