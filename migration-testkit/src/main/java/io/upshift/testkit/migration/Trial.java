package io.upshift.testkit.migration;

import io.upshift.MigrationException;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.Plan;
import io.upshift.RevertTo;
import io.upshift.Schema;
import io.upshift.SchemaChange;
import io.upshift.SchemaObject;
import io.upshift.StatementTrace;
import java.util.ArrayList;
import java.util.List;

/** Brings one migration to a database that has the ones before it, takes it back, and brings it again. */
final class Trial<S> {
    /** How a problem begins that is about rows alone. */
    static final String ROWS_LOST = "its down doesn't give the rows back: ";

    private final Stage<S> stage;
    private final Plan.Item item;
    private final MigrationId id;
    private final List<StatementTrace> traces = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    Trial(Stage<S> stage, Plan.Item item) {
        this.stage = stage;
        this.item = item;
        this.id = item.id();
    }

    Tried run() {
        Schema before = stage.schema();
        try (KeptRows rows = stage.keepRows(before)) {
            return run(before, rows);
        }
    }

    private Tried run(Schema before, KeptRows rows) {
        stage.tracedUpTo(id, traces::add).migrate();
        Schema after = stage.schema();
        // The first one meets nothing that could be lost, and is taken back with everything else.
        if (item.isReversible() && !before.isEmpty()) {
            RowDigest brought = stage.rows(before);
            if (takesBack(before, rows)) {
                bringsAgain(after, brought);
            }
        }
        List<String> known = Stage.tables(before);
        return new Tried(
                id,
                item.kind(),
                before,
                after,
                traces.stream().map(trace -> Trace.concerning(known, trace)).toList(),
                List.copyOf(problems));
    }

    private boolean takesBack(Schema before, KeptRows rows) {
        try {
            stage.upTo(id).revert(RevertTo.last(), plan -> true);
        } catch (MigrationException e) {
            problems.add("its down fails: " + e.getMessage());
            return false;
        }
        SchemaChange left = change(before, stage.schema());
        left.added().forEach(object -> problems.add("its down leaves " + object));
        left.removed().forEach(object -> problems.add("its down doesn't bring back " + object));
        left.altered().forEach(object -> problems.add("its down leaves changed " + object));
        rows.lost(stage.rows(before)).forEach(difference -> problems.add(ROWS_LOST + difference));
        return problems.isEmpty();
    }

    private void bringsAgain(Schema after, RowDigest brought) {
        MigrationRunner<S> runner = stage.upTo(id);
        try {
            runner.migrate();
        } catch (MigrationException e) {
            problems.add("its up can't be brought again after its down: " + e.getMessage());
            return;
        }
        change(after, stage.schema())
                .lines()
                .forEach(line -> problems.add("its second up makes another schema than the first: " + line));
        stage.rows(after)
                .differencesFrom(brought)
                .forEach(difference -> problems.add("its second up makes other rows than the first: " + difference));
        runner.validate().forEach(problem -> problems.add("the history is wrong after it: " + problem));
    }

    /** No way back restores the order of columns, so none is asked for it. */
    static SchemaChange change(Schema before, Schema after) {
        return withoutOrder(after).differenceFrom(withoutOrder(before));
    }

    private static Schema withoutOrder(Schema schema) {
        return new Schema(
                schema.dialect(),
                schema.namespace(),
                schema.objects().stream()
                        .filter(object -> !object.kind().equals(SchemaObject.ORDER))
                        .toList());
    }
}
