package io.upshift;

import java.util.List;
import java.util.function.Predicate;

/**
 * One of the stores of a coordinator.
 *
 * @param name unlike every other's in the coordinator
 */
record Store<S>(String name, Wiring<S> wiring) {

    /**
     * What is pending here.
     *
     * @param key of the backup before it; empty when nothing is pending
     */
    record Pending(Plan plan, String key) {}

    String target() {
        return wiring.target().describe();
    }

    /** One statement when nothing is. */
    Pending pending() {
        try (TargetConnection<S> connection = wiring.connect()) {
            History history = connection.history(wiring.catalogue().fingerprint());
            List<Planned<S>> pending =
                    history.isCurrent() ? List.of() : wiring.planner().pending(history);
            String key = pending.isEmpty() ? "" : BackupKey.of(wiring.service(), wiring.target(), pending);
            return new Pending(wiring.plan(Direction.UP, pending), key);
        }
    }

    /** The plan with what the checks say of it. */
    Plan checked(Plan plan) {
        return plan.isEmpty() ? plan : plan.with(Checks.findings(wiring, plan));
    }

    /** Brings what can be brought here, and tells the report of the whole, also when it fails. */
    Report turn(boolean patient, CoordinatedFold whole) {
        try {
            Report report = new MigrateRun<>(wiring, wiring.connect()).run(patient);
            whole.ended(name, report);
            return report;
        } catch (MigrationException e) {
            Report report = e.report();
            whole.ended(
                    name,
                    report == null
                            ? new ReportFold(wiring.info("migrate")).failed(String.valueOf(e.getMessage()))
                            : report);
            throw e;
        }
    }

    Plan planRevert(RevertTo to) {
        try (TargetConnection<S> connection = wiring.connect()) {
            return new RevertRun<>(wiring, connection).plan(to);
        }
    }

    Report revert(RevertTo to, Predicate<Plan> confirmation) {
        try (TargetConnection<S> connection = wiring.connect()) {
            return new RevertRun<>(wiring, connection).run(to, confirmation);
        }
    }

    /** The latest first. */
    List<Recorded> applied() {
        return history().appliedLatestFirst();
    }

    boolean isApplied(MigrationId id) {
        Recorded recorded = history().find(id);
        return recorded != null && recorded.isApplied();
    }

    Status status() {
        return new StatusReader<>(wiring).read();
    }

    List<String> validate() {
        return new StatusReader<>(wiring).validate();
    }

    /** The same as part of one run over all stores. */
    Store<S> within(Preflight stores, List<Backup> common, RunListener listener) {
        return new Store<>(name, wiring.within(stores, common, listener));
    }

    private History history() {
        try (TargetConnection<S> connection = wiring.connect()) {
            return connection.history(History.READ_ALL);
        }
    }
}
