package io.upshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Changes.Killed;
import io.upshift.Changes.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps outside a transaction, cut off at every place. */
class OnlineStepTest {
    private final InMemoryTarget target = new InMemoryTarget();
    private final Line up = Line.add("y");
    private final Line down = Line.remove("y");
    private final MigrationRunner<InMemorySession> runner = MigrationRunner.on(target)
            .service("orders", "1.0.0")
            .settings(Settings.defaults())
            .add(Changes.online(
                    "1-a",
                    Step.transactional("x", session -> session.run("add x"), session -> session.run("remove x")),
                    Step.online("y", up, down),
                    Step.transactional("z", session -> session.run("add z"), session -> session.run("remove z"))))
            .build();

    @Test
    void anOnlineStepIsAnIntentAndThenAnOutcome() {
        runner.migrate();

        assertThat(target.entries("orders"))
                .extracting(entry -> entry.draft().step() + " " + Words.of(entry.state()))
                .containsExactly("0 applied", "1 running", "1 applied", "2 applied");
    }

    @Test
    void aStepThatWasCutOffBeforeItsWorkStartsOver() {
        up.cutOffBefore(new Killed());
        assertThatThrownBy(runner::migrate).isInstanceOf(Killed.class);
        assertThat(runner.status().migrations().get(0).state()).isEqualTo(State.RUNNING);
        assertThat(runner.validate()).containsExactly("1-a was interrupted; migrate resumes it");
        assertThat(runner.plan().items().get(0).isResumed()).isTrue();

        runner.migrate();

        assertThat(target.lines()).containsExactly("x", "y", "z");
        assertThat(up.runs()).isEqualTo(2);
    }

    @Test
    void aStepThatWasCutOffAfterItsWorkIsNotDoneAgain() {
        up.cutOffAfter(new Killed());
        assertThatThrownBy(runner::migrate).isInstanceOf(Killed.class);

        runner.migrate();

        assertThat(target.lines()).containsExactly("x", "y", "z");
        assertThat(up.runs()).isEqualTo(1);
    }

    @Test
    void aStepThatFailedStartsOver() {
        up.cutOffBefore(new IllegalStateException("no"));
        assertThatThrownBy(runner::migrate).hasMessageContaining("1-a · memory · no");
        assertThat(runner.status().migrations().get(0).state()).isEqualTo(State.FAILED);

        runner.migrate();

        assertThat(target.lines()).containsExactly("x", "y", "z");
    }

    @Test
    void aStepWhoseWorkTheStoreDoesntShowFails() {
        Operation<InMemorySession> lazy = new Operation<>() {
            @Override
            public void run(InMemorySession session) {}

            @Override
            public boolean isDone(InMemorySession session) {
                return false;
            }
        };
        MigrationRunner<InMemorySession> other = MigrationRunner.on(target)
                .service("orders", "1.0.0")
                .settings(Settings.defaults())
                .add(Changes.online("1-a", Step.online("lazy", lazy, null)))
                .build();

        assertThatThrownBy(other::migrate).hasMessageContaining("the store doesn't show its work");
    }

    @Test
    void aRevertThatWasCutOffIsFinishedByAnotherRevert() {
        runner.migrate();
        down.cutOffAfter(new Killed());
        assertThatThrownBy(() -> runner.revert(RevertTo.last(), plan -> true)).isInstanceOf(Killed.class);

        runner.revert(RevertTo.last(), plan -> true);

        assertThat(target.lines()).isEmpty();
        assertThat(down.runs()).isEqualTo(1);
        assertThat(runner.status().migrations().get(0).state()).isEqualTo(State.REVERTED);
    }

    @Test
    void aRevertThatWasCutOffIsTurnedRoundByMigrate() {
        for (boolean after : List.of(true, false)) {
            runner.migrate();
            if (after) {
                down.cutOffAfter(new Killed());
            } else {
                down.cutOffBefore(new Killed());
            }
            assertThatThrownBy(() -> runner.revert(RevertTo.last(), plan -> true))
                    .isInstanceOf(Killed.class);

            runner.migrate();

            assertThat(target.lines()).containsExactlyInAnyOrder("x", "y", "z");
        }
    }

    @Test
    void aRevertThatWasCutOffInItsFirstStepIsNotTakenForApplied() {
        Line onlyDown = Line.remove("y").cutOffAfter(new Killed());
        MigrationRunner<InMemorySession> other = MigrationRunner.on(target)
                .service("orders", "1.0.0")
                .settings(Settings.defaults())
                .add(Changes.online("1-a", Step.online("y", Line.add("y"), onlyDown)))
                .build();
        other.migrate();
        assertThatThrownBy(() -> other.revert(RevertTo.last(), plan -> true)).isInstanceOf(Killed.class);
        assertThat(target.lines()).isEmpty();

        other.migrate();

        assertThat(target.lines()).containsExactly("y");
    }

    @Test
    void aRevertThatFailedHalfwayIsDoneAgainOrTurnedRound() {
        runner.migrate();
        down.cutOffAfter(new IllegalStateException("no"));
        assertThatThrownBy(() -> runner.revert(RevertTo.last(), plan -> true)).hasMessageContaining("no");
        assertThat(target.lines()).containsExactly("x");

        runner.migrate();

        assertThat(target.lines()).containsExactlyInAnyOrder("x", "y", "z");
    }

    @Test
    void turningAFailedRevertRoundMayBeCutOffToo() {
        runner.migrate();
        down.cutOffAfter(new IllegalStateException("no"));
        assertThatThrownBy(() -> runner.revert(RevertTo.last(), plan -> true)).hasMessageContaining("no");
        up.cutOffBefore(new Killed());
        assertThatThrownBy(runner::migrate).isInstanceOf(Killed.class);

        runner.migrate();

        assertThat(target.lines()).containsExactlyInAnyOrder("x", "y", "z");
    }

    @Test
    void aMigrationWhoseStepsHaveChangedMeanwhileIsNotResumed() {
        up.cutOffBefore(new Killed());
        assertThatThrownBy(runner::migrate).isInstanceOf(Killed.class);
        MigrationRunner<InMemorySession> changed = MigrationRunner.on(target)
                .service("orders", "1.0.1")
                .settings(Settings.defaults())
                .add(Changes.online("1-a", Step.online("y", Line.add("y"), null)))
                .build();

        assertThatThrownBy(changed::migrate).hasMessageContaining("it had 3 steps when it was begun and has 1 now");
    }
}
