package io.upshift;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Verifies that the schema is what it was before a migration once its down has run, where its effects were recorded.
 *
 * <p>In the transaction of the last step, so that a down that is wrong leaves nothing; after that step when it has none.
 */
final class RevertCheck<S> {
    private final Inspectable<S> target;
    private final Journal<S> journal;
    private final RecordedPlan recorded;

    RevertCheck(Inspectable<S> target, Journal<S> journal, RecordedPlan recorded) {
        this.target = target;
        this.journal = journal;
        this.recorded = recorded;
    }

    /** Takes a migration back and verifies it. */
    void run(Planned<S> migration, Effects effects, StepRunner<S> steps) {
        Schema before = committed(migration);
        List<Integer> left = migration.left();
        int last = left.isEmpty() ? -1 : left.get(left.size() - 1);
        Step<S> step = last < 0 ? null : migration.steps().get(last);
        Expected expected = new Expected(migration, effects, before);
        if (step instanceof Step.Transactional<S> transactional && transactional.down() != null) {
            steps.runToEnd(migration.with(last, verified(transactional, expected)));
            return;
        }
        steps.runToEnd(migration);
        String wrong = expected.wrong(committed(migration));
        if (wrong != null) {
            throw MigrationException.failed(
                    "The migration is taken back, and the schema is not what it was before · "
                            + migration.item().id() + " · " + target.describe() + " · " + wrong,
                    "the down is committed and recorded: mend by hand what differs, and correct the down",
                    null);
        }
    }

    private Step<S> verified(Step.Transactional<S> step, Expected expected) {
        Action<S> down = step.down();
        return Step.transactional(step.name(), step.up(), session -> {
            if (down != null) {
                down.run(session);
            }
            String wrong = expected.wrong(target.inspect(session));
            if (wrong != null) {
                throw new StepException(
                        "the schema would not be what it was before the migration: " + wrong,
                        "correct the down, or record the plan again if the down is right, and revert again;"
                                + " what this step had done is rolled back");
            }
        });
    }

    private Schema committed(Planned<S> migration) {
        List<Schema> schema = new ArrayList<>();
        try {
            journal.online(session -> schema.add(target.inspect(session)));
        } catch (Exception e) {
            throw MigrationException.failed(
                    "The schema could not be read to verify the revert",
                    migration.item().id(),
                    target.describe(),
                    "run again",
                    e);
        }
        return schema.get(0);
    }

    /** What the schema should be after a down. */
    private final class Expected {
        private final Planned<S> migration;
        private final Effects effects;
        private final Schema before;

        Expected(Planned<S> migration, Effects effects, Schema before) {
            this.migration = migration;
            this.effects = effects;
            this.before = before;
        }

        @Nullable
        String wrong(Schema after) {
            boolean sameWording = after.dialect().equals(recorded.dialect())
                    && after.namespace().equals(recorded.namespace());
            boolean sameEverywhere = !recorded.dependsOnData(migration.item().id());
            SortedMap<String, String> wrong =
                    new TakenBack(effects, sameWording && sameEverywhere).wrong(before, after);
            return wrong.isEmpty() ? null : String.join("; ", wrong.values());
        }
    }
}
