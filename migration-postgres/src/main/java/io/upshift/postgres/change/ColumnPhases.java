package io.upshift.postgres.change;

import io.upshift.Batches;
import io.upshift.MigrationId;
import io.upshift.Step;
import io.upshift.StepException;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.backfill.Backfill;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a change of columns does in each phase. */
final class ColumnPhases {
    private final ColumnChange change;
    private final SyncNames names;
    private final Installed installed;

    ColumnPhases(ColumnChange change, MigrationId id) {
        this.change = change;
        this.names = SyncNames.of(id, change.table());
        this.installed = new Installed(change, names, id);
    }

    Phases phases(Duration time) {
        if (time.isZero()) {
            return new Phases(expand(), backfill(), contract(), drop(), List.of());
        }
        Kept kept = new Kept(change, names, time);
        List<Step<PostgresSession>> contract = new ArrayList<>(contract());
        contract.add(kept.step());
        return new Phases(expand(), backfill(), List.copyOf(contract), drop(), List.of(kept.gate()));
    }

    private List<Step<PostgresSession>> expand() {
        String table = change.table().plain();
        return List.of(
                Step.transactional("look at " + table, new ExpandCheck(change, names, installed)::run, db -> {}),
                Step.transactional(
                        "add " + String.join(", ", change.forward().keySet()) + " to " + table,
                        installed::install,
                        installed::remove));
    }

    private List<Step<PostgresSession>> backfill() {
        String marker = Identifiers.quoted(names.marker());
        Batches<PostgresSession> up = Backfill.table(change.table().plain())
                .set(names.marker(), marker)
                .where(marker + " is null")
                .validated(List.of(new Agreement(change, names).validation()));
        String table = change.table().plain();
        return List.of(
                Step.transactional("look at " + table, installed::check, db -> {}),
                Step.batched("fill " + table, up, new NoBatches()),
                Step.online(
                        "build indexes of " + table, new BuildIndexes(change, names), new DropIndexes(change, names)));
    }

    private List<Step<PostgresSession>> contract() {
        List<Step<PostgresSession>> steps = new ArrayList<>();
        steps.add(Step.transactional("look at " + change.table().plain(), this::look, db -> {}));
        steps.addAll(new Tightening(change, names).steps());
        return List.copyOf(steps);
    }

    /** The backfill has checked this too; between the two may lie weeks. */
    private void look(PostgresSession db) throws Exception {
        installed.check(db);
        long differing = new Agreement(change, names).differing(db);
        if (differing > 0) {
            throw new StepException(
                    "old and new columns of " + change.table().plain() + " don't agree in "
                            + (differing == Agreement.MOST ? "at least " : "") + differing + " rows",
                    "look who wrote to the table with triggers off, and correct the rows; nothing was changed");
        }
    }

    private List<Step<PostgresSession>> drop() {
        return List.of(
                Step.transactional("drop " + String.join(", ", change.goes()), new Handover(change, names)::run, null));
    }
}
