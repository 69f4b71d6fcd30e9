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

    PlanRecorder(Wiring<S> wiring) {
        this.wiring = wiring;
        this.run = wiring.info("record");
    }

    RecordedPlan record() {
        StatementWatch statements = new StatementWatch(wiring.settings().slowStatement());
        try (TargetConnection<S> connection = wiring.connect()) {
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
        for (Declared<S> migration : wiring.catalogue().declared()) {
            steps.runToEnd(planned(connection, migration, Direction.UP));
            List<String> up = statements.take();
            List<String> down = null;
            Planned<S> back = planned(connection, migration, Direction.DOWN);
            if (back.item().isReversible()) {
                steps.runToEnd(back);
                down = statements.take();
                steps.runToEnd(planned(connection, migration, Direction.UP));
                statements.take();
            }
            recordings.add(recording(migration, up, down));
        }
        return new RecordedPlan(wiring.service().name(), recordings);
    }

    private Planned<S> planned(TargetConnection<S> connection, Declared<S> migration, Direction direction) {
        Recorded recorded = connection.history(History.READ_ALL).find(migration.id());
        return wiring.planner().planned(migration, direction, recorded);
    }

    private static <S> Recording recording(Declared<S> migration, List<String> up, @Nullable List<String> down) {
        boolean declaresRevision = !migration.change().revision().isEmpty();
        String checksum = ALGORITHM + Entry.sha256(String.join(";\n", up));
        return new Recording(migration.id(), checksum, declaresRevision, up, down);
    }
}
