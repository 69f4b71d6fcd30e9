package io.upshift.postgres.change;

import io.upshift.Batches;
import io.upshift.MigrationId;
import io.upshift.Step;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.backfill.Backfill;
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

    Phases phases() {
        return new Phases(expand(), backfill(), contract(), drop());
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
        Step<PostgresSession> fill = Step.batched("fill " + change.table().plain(), up, new NoBatches());
        return List.of(
                Step.transactional("look at " + change.table().plain(), installed::check, db -> {}), fill);
    }

    private List<Step<PostgresSession>> contract() {
        return List.of(Step.transactional("look at " + change.table().plain(), installed::check, db -> {}));
    }

    private List<Step<PostgresSession>> drop() {
        return List.of(
                Step.transactional("drop " + String.join(", ", change.goes()), new Handover(change, names)::run, null));
    }
}
