package io.upshift;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tries out what is pending, and leaves nothing of it. */
final class DryRunner<S> {
    /** A rolled-back change keeps others waiting as long as one that is kept. */
    private static final Duration STATEMENT = Duration.ofMillis(200);

    private final Wiring<S> wiring;
    private final Rehearsable<S> target;
    private final List<DryRun.Tried> tried = new ArrayList<>();
    private final List<String> untried = new ArrayList<>();

    DryRunner(Wiring<S> wiring) {
        this.wiring = wiring;
        this.target = wiring.rehearsable();
    }

    /** On a new store with the schema of the live one. */
    DryRun onScratch() {
        List<Planned<S>> pending = pending();
        if (pending.isEmpty()) {
            return done(false, SchemaChange.NONE);
        }
        try (ScratchStore<S> scratch = target.scratch()) {
            untried.addAll(scratch.copySchema());
            Schema before = scratch.target().inspect();
            tryOn(wiring.on(scratch.target()), pending);
            return done(false, scratch.target().inspect().differenceFrom(before));
        }
    }

    /** On the live store, in one transaction that is rolled back. */
    DryRun onLive() {
        List<Planned<S>> pending = pending();
        refuseLong(pending);
        Schema before = target.inspect();
        SchemaChange[] change = {SchemaChange.NONE};
        try {
            target.rolledBack(STATEMENT, session -> {
                for (Planned<S> migration : pending) {
                    upIn(session, migration);
                    works(migration);
                }
                change[0] = target.inspect(session).differenceFrom(before);
            });
        } catch (Exception e) {
            fails(pending, e);
        }
        return done(true, change[0]);
    }

    private List<Planned<S>> pending() {
        try (TargetConnection<S> connection = wiring.connect()) {
            return wiring.planner().pending(connection.history(History.READ_ALL));
        }
    }

    private void tryOn(Wiring<S> scratch, List<Planned<S>> pending) {
        StatementWatch statements = new StatementWatch(wiring.settings().slowStatement());
        try (TargetConnection<S> connection = scratch.connect()) {
            Optional<Journal<S>> journal =
                    new LockWait<>(connection, scratch, RunId.next(), true, () -> false).forLock(statements);
            if (journal.isEmpty()) {
                throw MigrationException.held("The scratch store is in use", "run again");
            }
            StepRunner<S> steps = new StepRunner<>(
                    journal.get(), scratch.events(), scratch.target().describe(), new Batching<>(scratch));
            try {
                for (Planned<S> migration : pending) {
                    steps.runToEnd(migration);
                    works(migration);
                }
            } catch (MigrationException e) {
                fails(pending, e);
            } finally {
                journal.get().release(null);
            }
        }
    }

    private void works(Planned<S> migration) {
        tried.add(new DryRun.Tried(migration.item().id(), migration.item().description(), null));
        if (wiring.catalogue().recorded().dependsOnData(migration.item().id())) {
            untried.add(migration.item().id() + ": what it executes depends on data, and here there may be none");
        }
    }

    /** The first one that didn't work; after it the others aren't tried. */
    private void fails(List<Planned<S>> pending, Exception e) {
        if (tried.size() == pending.size()) {
            throw MigrationException.failed(
                    "The dry run on " + target.describe() + " could not be finished; nothing of it is left",
                    "run it again",
                    e);
        }
        Plan.Item item = pending.get(tried.size()).item();
        tried.add(new DryRun.Tried(item.id(), item.description(), String.valueOf(e.getMessage())));
        pending.subList(tried.size(), pending.size())
                .forEach(later -> untried.add(later.item().id() + ": an earlier one failed"));
    }

    private void upIn(S session, Planned<S> migration) throws Exception {
        for (int number : migration.left()) {
            ((Step.Transactional<S>) migration.steps().get(number)).up().run(session);
        }
    }

    private void refuseLong(List<Planned<S>> pending) {
        List<String> reasons = new ArrayList<>();
        for (Planned<S> migration : pending) {
            reasons.addAll(LiveTrial.obstacles(migration, recording(migration)));
        }
        if (!reasons.isEmpty()) {
            throw MigrationException.refused(
                    "A dry run on " + target.describe() + " itself",
                    String.join("; ", reasons),
                    "run it on a scratch store, with --scratch-url");
        }
    }

    private RecordedPlan.@Nullable Recording recording(Planned<S> migration) {
        return wiring.catalogue().recorded().byId().get(migration.item().id());
    }

    private DryRun done(boolean isOnLive, SchemaChange change) {
        return new DryRun(
                wiring.service(), target.describe(), isOnLive, List.copyOf(tried), change, List.copyOf(untried));
    }
}
