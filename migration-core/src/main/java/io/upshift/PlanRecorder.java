package io.upshift;

import io.upshift.RecordedPlan.Recording;
import io.upshift.RunEvent.RunInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the recorded plan by carrying every migration out on a scratch store, in both directions. */
final class PlanRecorder<S> {
    /** The version of the way in which a plan's checksums are made. */
    private static final String ALGORITHM = "1:";

    private final Wiring<S> wiring;
    private final RunInfo run;
    private final @Nullable Inspectable<S> inspectable;
    private final Traces traces = new Traces();

    PlanRecorder(Wiring<S> wiring) {
        this.wiring = wiring;
        this.run = wiring.info("record");
        this.inspectable = wiring.inspectable();
    }

    RecordedPlan record() {
        StatementWatch statements = new StatementWatch(wiring.settings().slowStatement());
        Target<S> target = inspectable == null ? wiring.target() : inspectable.traced(traces);
        try (TargetConnection<S> connection = target.connect(wiring.service())) {
            Optional<Journal<S>> journal =
                    new LockWait<>(connection, wiring, run.id(), true, () -> false).forLock(statements);
            if (journal.isEmpty()) {
                throw MigrationException.held("The scratch store is in use", "give the recorder a store of its own");
            }
            try {
                return record(connection, journal.get(), statements);
            } finally {
                journal.get().release(null);
            }
        }
    }

    private RecordedPlan record(TargetConnection<S> connection, Journal<S> journal, StatementWatch statements) {
        StepRunner<S> steps = new StepRunner<>(
                journal, wiring.events().and(statements), wiring.target().describe(), new Batching<>(wiring));
        List<Recording> recordings = new ArrayList<>();
        Schema schema = schema();
        for (Declared<S> migration : wiring.catalogue().declared()) {
            steps.runToEnd(planned(connection, migration, Direction.UP));
            List<String> up = statements.take();
            List<StatementTrace> traced = traces.take();
            Schema after = schema();
            Effects effects = schema == null || after == null ? null : new EffectsOf(schema, after).effects(traced);
            List<String> down = null;
            Planned<S> back = planned(connection, migration, Direction.DOWN);
            if (back.item().isReversible()) {
                steps.runToEnd(back);
                down = statements.take();
                effects = leaving(effects, schema());
                steps.runToEnd(planned(connection, migration, Direction.UP));
                statements.take();
                traces.take();
            }
            List<StatementTrace> told = schema == null ? List.of() : Traces.concerning(schema, traced);
            recordings.add(recording(migration, up, down, effects, told));
            schema = schema();
        }
        return schema == null
                ? new RecordedPlan(wiring.service().name(), recordings)
                : new RecordedPlan(wiring.service().name(), schema.dialect(), schema.namespace(), recordings);
    }

    private @Nullable Schema schema() {
        return inspectable == null ? null : inspectable.inspect();
    }

    /** What a down leaves on purpose, such as an extension, is no news when it is taken back on another store. */
    private static @Nullable Effects leaving(@Nullable Effects effects, @Nullable Schema afterDown) {
        return effects == null || afterDown == null
                ? effects
                : effects.leaving(List.copyOf(
                        new TakenBack(effects, true).wrong(afterDown).keySet()));
    }

    /**
     * The recorded plan, if the migrations do what they say of themselves.
     *
     * @throws MigrationException when the tables that they name aren't those that they touch
     */
    RecordedPlan checked() {
        RecordedPlan plan = record();
        List<String> wrong = new ArrayList<>();
        for (Declared<S> migration : wiring.catalogue().declared()) {
            Recording recording = plan.byId().get(migration.id());
            if (recording != null) {
                wrong.addAll(TableChecks.wrong(migration.with(recording), plan.namespace()));
            }
        }
        if (!wrong.isEmpty()) {
            throw MigrationException.refused(
                    "The migrations of " + plan.service() + " don't touch the tables that they say they do",
                    String.join("; ", wrong),
                    "correct their impacted tables, and record again");
        }
        return plan;
    }

    private Planned<S> planned(TargetConnection<S> connection, Declared<S> migration, Direction direction) {
        Recorded recorded = connection.history(History.READ_ALL).find(migration.id());
        return wiring.planner().planned(migration, direction, recorded);
    }

    private static <S> Recording recording(
            Declared<S> migration,
            List<String> up,
            @Nullable List<String> down,
            @Nullable Effects effects,
            List<StatementTrace> traces) {
        boolean declaresRevision = !migration.change().revision().isEmpty();
        if (migration.change() instanceof DataMigration) {
            // What a scratch store without rows was asked says nothing; and no script takes batches back.
            String declared = ALGORITHM + Entry.sha256(String.join(";\n", migration.up()));
            return new Recording(
                    migration.id(), declared, migration.up().isEmpty(), migration.up(), null, effects, traces);
        }
        String checksum = ALGORITHM + Entry.sha256(String.join(";\n", up));
        return new Recording(migration.id(), checksum, declaresRevision, up, down, effects, traces);
    }
}
