package io.upshift;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Chooses what a revert takes back, and refuses what can't be. */
final class RevertPlanner<S> {
    private final Wiring<S> wiring;

    RevertPlanner(Wiring<S> wiring) {
        this.wiring = wiring;
    }

    /** What to take back, in the order in which to do it. */
    List<Planned<S>> planned(History history, RevertTo to) {
        List<Recorded> applied = history.appliedLatestFirst();
        List<Recorded> chosen = chosen(applied, to);
        List<String> refusals = new ArrayList<>();
        List<Planned<S>> planned = new ArrayList<>();
        for (Recorded migration : chosen) {
            Planned<S> down = planned(migration);
            if (!down.item().isReversible()) {
                refusals.add(migration.id() + (migration.isBaseline() ? " is a baseline" : " has no down"));
            }
            planned.add(down);
        }
        dependants(applied, chosen, refusals);
        if (!refusals.isEmpty()) {
            throw MigrationException.refused(
                    "The revert on " + wiring.target().describe() + " is refused",
                    String.join("; ", refusals),
                    "revert less, write the missing down, or restore a backup");
        }
        return planned;
    }

    private List<Recorded> chosen(List<Recorded> applied, RevertTo to) {
        if (to instanceof RevertTo.Steps steps) {
            return applied.subList(0, Math.min(steps.migrations(), applied.size()));
        }
        if (to instanceof RevertTo.Version version) {
            for (int i = 0; i < applied.size(); i++) {
                MigrationId id = applied.get(i).id();
                if (id.toString().equals(version.version()) || id.version().equals(version.version())) {
                    return applied.subList(0, i);
                }
            }
            throw MigrationException.usage(
                    "No applied migration has the version " + version.version(),
                    "use one of "
                            + String.join(
                                    ", ",
                                    applied.stream().map(m -> m.id().toString()).toList()));
        }
        return applied;
    }

    private Planned<S> planned(Recorded migration) {
        Declared<S> declared = wiring.catalogue().find(migration.id());
        if (declared != null && !migration.isBaseline()) {
            return wiring.planner().planned(declared, Direction.DOWN, migration);
        }
        return fromHistory(migration);
    }

    /** A migration that this version of the service doesn't know: its down script was stored when it was applied. */
    private Planned<S> fromHistory(Recorded migration) {
        Entry.Draft draft = migration.last().draft();
        String script = draft.down();
        List<Step<S>> steps = script == null || migration.isBaseline()
                ? List.of(Step.transactional(draft.description(), session -> {}, null))
                : List.of(wiring.target().scripted("the stored down of " + migration.id(), script));
        Plan.Item item = new Plan.Item(
                migration.id(),
                draft.description(),
                draft.kind(),
                Metadata.none(),
                steps.stream().map(Step::name).toList(),
                steps.stream().allMatch(Step::isReversible),
                migration.isPartlyDone(),
                "the history",
                Planner.downStatements(script));
        return new Planned<>(item, Direction.DOWN, steps, List.of(), draft, migration);
    }

    private void dependants(List<Recorded> applied, List<Recorded> chosen, List<String> refusals) {
        Set<MigrationId> going = new HashSet<>();
        chosen.forEach(migration -> going.add(migration.id()));
        for (Recorded staying : applied) {
            Declared<S> declared = wiring.catalogue().find(staying.id());
            if (declared == null || going.contains(staying.id())) {
                continue;
            }
            for (MigrationId needed : declared.metadata().dependsOn()) {
                if (going.contains(needed)) {
                    refusals.add(staying.id() + " depends on " + needed + " and would stay");
                }
            }
        }
    }
}
