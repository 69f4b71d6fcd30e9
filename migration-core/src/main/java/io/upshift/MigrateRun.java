package io.upshift;

import io.upshift.RunEvent.RunInfo;
import io.upshift.RunEvent.RunStarted;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of {@code migrate}, from top to bottom. */
final class MigrateRun<S> {
    private final Wiring<S> wiring;
    private final TargetConnection<S> connection;
    private final String fingerprint;
    private final RunInfo run;
    private final ReportFold report;

    MigrateRun(Wiring<S> wiring, TargetConnection<S> connection) {
        this.wiring = wiring;
        this.connection = connection;
        this.fingerprint = wiring.catalogue().fingerprint();
        this.run = wiring.info("migrate");
        this.report = new ReportFold(run);
    }

    /**
     * @param patient whether to wait for an instance that holds the lock
     * @return how it ended; failures are thrown
     */
    Report run(boolean patient) {
        try {
            List<Planned<S>> pending = pending();
            if (pending.isEmpty()) {
                return report.upToDate();
            }
            Verdict verdict = look(pending);
            if (verdict.split(pending).runnable().isEmpty()) {
                return report.completed(verdict.reasons());
            }
            LockWait<S> wait =
                    new LockWait<>(connection, wiring, run.id(), patient, () -> connection.isCurrent(fingerprint));
            StatementWatch statements = new StatementWatch(wiring.settings().slowStatement());
            Optional<Journal<S>> journal = wait.forLock(statements);
            if (journal.isEmpty()) {
                return wait.isDone() ? report.upToDate() : report.heldElsewhere();
            }
            return new Locked(journal.get(), statements).run(pending, verdict);
        } catch (MigrationException e) {
            throw e.report() == null ? e.with(endedBeforeTheLock(e)) : e;
        }
    }

    private Report endedBeforeTheLock(MigrationException e) {
        if (e.reason() == MigrationException.Reason.HELD) {
            return report.heldElsewhere();
        }
        Report failed = report.failed(String.valueOf(e.getMessage()));
        wiring.events().tell(new RunEvent.RunFinished(run, failed));
        return failed;
    }

    private List<Planned<S>> pending() {
        History history = connection.history(fingerprint);
        return history.isCurrent() ? List.of() : wiring.planner().pending(history);
    }

    private Verdict look(List<Planned<S>> pending) {
        return new Checks<>(wiring, report).look(wiring.plan(Direction.UP, pending));
    }

    /** The part of the run that holds the lock. */
    private final class Locked {
        private final Journal<S> journal;
        private final Events events;
        private @Nullable String settled;

        Locked(Journal<S> journal, StatementWatch statements) {
            this.journal = journal;
            this.events = wiring.events().and(statements).and(report);
            statements.tell(events);
        }

        /** Another instance may have finished, or begun something, since the first look. */
        Report run(List<Planned<S>> seen, Verdict before) {
            Report outcome = null;
            try {
                List<Planned<S>> pending = pending();
                if (pending.isEmpty()) {
                    settled = fingerprint;
                    return report.upToDate();
                }
                Verdict verdict = ids(pending).equals(ids(seen)) ? before : look(pending);
                bring(verdict.split(pending));
                outcome = report.completed(verdict.reasons());
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

        private void bring(Verdict.Split<S> split) {
            if (split.runnable().isEmpty()) {
                return;
            }
            events.tell(new RunStarted(run, split.runnable().size()));
            wiring.backup(split.runnable(), report);
            StepRunner<S> steps =
                    new StepRunner<>(journal, events, wiring.target().describe());
            steps.defer(split.waiting());
            apply(steps, split.runnable());
            settled = split.waiting().isEmpty() ? fingerprint : null;
        }
    }

    private static <S> List<MigrationId> ids(List<Planned<S>> planned) {
        return planned.stream().map(migration -> migration.item().id()).toList();
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
