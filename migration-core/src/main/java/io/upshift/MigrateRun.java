package io.upshift;

import io.upshift.RunEvent.RunInfo;
import io.upshift.RunEvent.RunStarted;
import java.util.List;
import java.util.Optional;

/** One run of {@code migrate}, from top to bottom. */
final class MigrateRun<S> {
    private final Wiring<S> wiring;
    private final RunInfo run;
    private final ReportFold report;

    MigrateRun(Wiring<S> wiring) {
        this.wiring = wiring;
        this.run = wiring.info("migrate");
        this.report = new ReportFold(run);
    }

    /**
     * @param patient whether to wait for an instance that holds the lock
     * @return how it ended; failures are thrown
     */
    Report run(boolean patient) {
        String fingerprint = wiring.catalogue().fingerprint();
        try (TargetConnection<S> connection = wiring.target().connect(wiring.service())) {
            History history = connection.history(fingerprint);
            if (isDone(history)) {
                return report.upToDate();
            }
            LockWait<S> wait = new LockWait<>(
                    connection, wiring, run.id(), patient, () -> isDone(connection.history(fingerprint)));
            StatementWatch statements = new StatementWatch(wiring.settings().slowStatement());
            Optional<Journal<S>> journal = wait.forLock(statements);
            if (journal.isEmpty()) {
                return wait.isDone() ? report.upToDate() : report.heldElsewhere();
            }
            return locked(connection, journal.get(), statements, fingerprint);
        }
    }

    private boolean isDone(History history) {
        return history.isCurrent() || wiring.planner().pending(history).isEmpty();
    }

    private Report locked(
            TargetConnection<S> connection, Journal<S> journal, StatementWatch statements, String fingerprint) {
        Events events = wiring.events().and(statements).and(report);
        statements.tell(events);
        String settled = null;
        Report outcome = null;
        try {
            // Another instance may have finished between the first look and the lock.
            History history = connection.history(fingerprint);
            List<Planned<S>> pending =
                    history.isCurrent() ? List.of() : wiring.planner().pending(history);
            if (pending.isEmpty()) {
                settled = fingerprint;
                return report.upToDate();
            }
            Plan plan = wiring.plan(Direction.UP, pending);
            List<String> deferred = new Checks<>(wiring, report).mayRun(plan);
            if (deferred.isEmpty()) {
                events.tell(new RunStarted(run, pending.size()));
                wiring.backup(run.id(), report);
                apply(new StepRunner<>(journal, events, plan.target()), pending);
                settled = fingerprint;
            }
            outcome = report.completed(deferred);
            return outcome;
        } catch (MigrationException e) {
            outcome = report.failed(String.valueOf(e.getMessage()));
            throw e.with(outcome);
        } finally {
            journal.release(settled);
            if (outcome != null) {
                events.tell(new RunEvent.RunFinished(run, outcome));
            }
        }
    }

    private void apply(StepRunner<S> steps, List<Planned<S>> pending) {
        int next = 0;
        while (next < pending.size()) {
            int end = wiring.settings().singleTransaction() ? endOfTransactional(pending, next) : next;
            if (end - next > 1) {
                steps.runTogether(pending.subList(next, end));
                next = end;
            } else {
                steps.run(pending.get(next));
                next++;
            }
        }
    }

    private static <S> int endOfTransactional(List<Planned<S>> pending, int from) {
        int end = from;
        while (end < pending.size()
                && pending.get(end).steps().size() == 1
                && pending.get(end).steps().get(0) instanceof Step.Transactional) {
            end++;
        }
        return end;
    }
}
