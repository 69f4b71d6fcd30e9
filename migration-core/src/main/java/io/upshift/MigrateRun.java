package io.upshift;

import io.upshift.RunEvent.RunInfo;
import io.upshift.RunEvent.RunStarted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One run of {@code migrate}, from top to bottom.
 *
 * <p>A round brings what it can with the run lock held, in order; batches are done between two rounds, without it.
 */
final class MigrateRun<S> {
    private final Wiring<S> wiring;
    private final String fingerprint;
    private final RunInfo run;
    private final ReportFold report;
    private final Batching<S> batching;
    private final StatementWatch statements;
    private final Events events;
    private final Gates<S> gates;
    private TargetConnection<S> connection;
    private boolean isVisible;
    private boolean isStarted;

    /** @param connection closed at the end of the run */
    MigrateRun(Wiring<S> wiring, TargetConnection<S> connection) {
        this.wiring = wiring;
        this.connection = connection;
        this.fingerprint = wiring.catalogue().fingerprint();
        this.run = wiring.info("migrate");
        this.report = new ReportFold(run);
        this.batching = new Batching<>(wiring);
        this.statements = new StatementWatch(wiring.settings().slowStatement());
        this.events = wiring.events().and(statements).and(report);
        statements.tell(events);
        this.gates = new Gates<>(wiring.settings(), events);
    }

    /**
     * @param patient whether to wait for an instance that holds the lock
     * @return how it ended; failures are thrown
     */
    Report run(boolean patient) {
        Report outcome = null;
        try {
            outcome = rounds(patient);
            if (isStarted) {
                wiring.verify(Direction.UP);
            }
            return outcome;
        } catch (MigrationException e) {
            boolean isHeld = e.reason() == MigrationException.Reason.HELD;
            outcome = isHeld ? report.heldElsewhere() : report.failed(String.valueOf(e.getMessage()));
            isVisible |= !isHeld;
            throw e.with(outcome);
        } finally {
            connection.close();
            if (outcome != null && isVisible) {
                events.tell(new RunEvent.RunFinished(run, outcome));
            }
        }
    }

    private Report rounds(boolean patient) {
        List<Planned<S>> pending = pending();
        if (pending.isEmpty()) {
            return report.upToDate();
        }
        Verdict verdict = look(pending);
        while (!verdict.split(pending).runnable().isEmpty()) {
            LockWait<S> wait =
                    new LockWait<>(connection, wiring, run.id(), patient, () -> connection.isCurrent(fingerprint));
            Optional<Journal<S>> journal = wait.forLock(statements);
            if (journal.isEmpty()) {
                return wait.isDone() ? ended(verdict) : report.heldElsewhere();
            }
            isVisible = true;
            verdict = round(journal.get(), pending, verdict);
            if (batching.isIdle() || wiring.settings().batchWorkers() == 0) {
                return ended(verdict);
            }
            doBatches();
            pending = pending();
        }
        return ended(verdict);
    }

    /** They may take hours, in which no idle connection is kept. */
    private void doBatches() {
        connection.close();
        try {
            batching.work(events);
        } finally {
            connection = wiring.connect();
        }
    }

    private Report ended(Verdict verdict) {
        List<String> waiting = new ArrayList<>(verdict.reasons());
        waiting.addAll(gates.reasons());
        waiting.addAll(batching.reasons());
        if (!waiting.isEmpty()) {
            refuseWithoutRequired(waiting);
        }
        return isStarted || !waiting.isEmpty() ? report.completed(waiting) : report.upToDate();
    }

    private void refuseWithoutRequired(List<String> waiting) {
        if (wiring.required().isEmpty()) {
            return;
        }
        List<MigrationId> missing = new ArrayList<>(ids(pending()));
        missing.retainAll(wiring.required());
        if (!missing.isEmpty()) {
            throw MigrationException.refused(
                    "This version of " + run.service().name() + " needs " + missing + ", which "
                            + wiring.target().describe() + " doesn't have yet",
                    String.join("; ", waiting),
                    "let the version before this one serve until they are applied, and deploy again");
        }
    }

    private List<Planned<S>> pending() {
        History history = connection.history(fingerprint);
        return history.isCurrent() ? List.of() : wiring.planner().pending(history);
    }

    private Verdict look(List<Planned<S>> pending) {
        Plan plan = wiring.plan(Direction.UP, pending);
        Verdict verdict = Checks.look(wiring, plan, report).and(gates.findings(pending, connection));
        report.looked(plan, verdict.findings());
        verdict.deferrals().forEach(finding -> events.tell(new RunEvent.Deferred(finding.id(), finding.what())));
        return verdict;
    }

    /** Another instance may have finished, or begun something, since the first look. */
    private Verdict round(Journal<S> journal, List<Planned<S>> seen, Verdict before) {
        String settled = null;
        try {
            List<Planned<S>> pending = pending();
            if (pending.isEmpty()) {
                settled = fingerprint;
                return new Verdict(List.of());
            }
            Verdict verdict = ids(pending).equals(ids(seen)) ? before : look(pending);
            settled = bring(journal, verdict.split(pending)) ? fingerprint : null;
            return verdict;
        } finally {
            journal.release(settled);
        }
    }

    /** Whether nothing is left. */
    private boolean bring(Journal<S> journal, Verdict.Split<S> split) {
        StepRunner<S> steps = new StepRunner<>(journal, events, wiring.target().describe(), batching);
        if (!split.runnable().isEmpty() && !isStarted) {
            isStarted = true;
            events.tell(new RunStarted(run, split.runnable().size()));
            if (!split.runnable().stream().allMatch(Planned::isInBatches)) {
                wiring.backup(split.runnable(), report);
            }
        }
        steps.defer(split.waiting());
        return apply(steps, split.runnable()) && split.waiting().isEmpty();
    }

    private static <S> List<MigrationId> ids(List<Planned<S>> planned) {
        return planned.stream().map(migration -> migration.item().id()).toList();
    }

    /** Whether all of it is done; what works in batches keeps back what depends on it, and nothing else. */
    private boolean apply(StepRunner<S> steps, List<Planned<S>> pending) {
        Set<MigrationId> open = new HashSet<>();
        int next = 0;
        while (next < pending.size()) {
            Planned<S> migration = pending.get(next);
            boolean together = wiring.settings().singleTransaction() && open.isEmpty();
            int end = together ? endOfTransactional(pending, next) : next;
            if (end - next > 1) {
                steps.runTogether(pending.subList(next, end));
                next = end;
                continue;
            }
            next++;
            if (migration.item().metadata().dependsOn().stream().anyMatch(open::contains)) {
                open.add(migration.item().id());
                steps.defer(List.of(migration));
            } else if (!steps.run(migration, gates)) {
                open.add(migration.item().id());
            }
        }
        return open.isEmpty();
    }

    private static <S> int endOfTransactional(List<Planned<S>> pending, int from) {
        int end = from;
        while (end < pending.size()
                && pending.get(end).steps().size() == 1
                && pending.get(end).nextGates().isEmpty()
                && pending.get(end).steps().get(0) instanceof Step.Transactional) {
            end++;
        }
        return end;
    }
}
