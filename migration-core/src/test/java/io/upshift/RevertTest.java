package io.upshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException.Reason;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("smoke")
class RevertTest {
    private final InMemoryTarget target = new InMemoryTarget();
    private final MigrationRunner<InMemorySession> three =
            runner(Changes.adding("1-a"), Changes.adding("2-b"), Changes.adding("3-c"));

    @Test
    void theLastOneIsTakenBackAndRecorded() {
        three.migrate();

        Report report = three.revert(RevertTo.last(), plan -> true);

        assertThat(report.results()).extracting(Report.Result::state).containsExactly(State.REVERTED);
        assertThat(target.lines()).containsExactly("a", "b");
        assertThat(states(three)).containsExactly(State.APPLIED, State.APPLIED, State.REVERTED);
        assertThat(target.entries("orders")).hasSize(4);
        assertThat(three.validate()).isEmpty();
    }

    @Test
    void theLastFewAreTakenBackLastOneFirst() {
        three.migrate();

        Report report = three.revert(RevertTo.last(2), plan -> true);

        assertThat(report.results())
                .extracting(result -> result.id().toString())
                .containsExactly("3-c", "2-b");
        assertThat(target.lines()).containsExactly("a");
    }

    @Test
    void moreStepsThanThereAreTakeBackEverything() {
        three.migrate();

        three.revert(RevertTo.last(99), plan -> true);

        assertThat(target.lines()).isEmpty();
    }

    @Test
    void whatWasAppliedAfterAVersionIsTakenBackAndTheVersionStays() {
        three.migrate();

        three.revert(RevertTo.version("1"), plan -> true);

        assertThat(target.lines()).containsExactly("a");
        assertThat(three.revert(RevertTo.version("1-a"), plan -> true)).isInstanceOf(Report.UpToDate.class);
    }

    @Test
    void aVersionThatIsntAppliedIsRefusedWithTheOnesThatAre() {
        three.migrate();

        assertThatThrownBy(() -> three.revert(RevertTo.version("9"), plan -> true))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.USAGE))
                .hasMessageContaining("3-c, 2-b, 1-a");
    }

    @Test
    void everythingIsTakenBackAndComesBackWithMigrate() {
        three.migrate();
        three.revert(RevertTo.everything(), plan -> true);
        assertThat(target.lines()).isEmpty();

        three.migrate();

        assertThat(target.lines()).containsExactly("a", "b", "c");
        assertThat(three.validate()).isEmpty();
    }

    @Test
    void nothingIsTakenBackWithoutConfirmation() {
        three.migrate();
        Plan[] shown = new Plan[1];

        assertThatThrownBy(() -> three.revert(RevertTo.last(), plan -> {
                    shown[0] = plan;
                    return false;
                }))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));

        assertThat(shown[0].items()).extracting(item -> item.id().toString()).containsExactly("3-c");
        assertThat(shown[0].direction()).isEqualTo(Direction.DOWN);
        assertThat(target.lines()).containsExactly("a", "b", "c");
    }

    @Test
    void thePlanOfARevertShowsWhatTakesItBack() {
        Migration<InMemorySession> change = Changes.adding("1-a");
        MigrationSource<InMemorySession> source = new Scripted(
                List.of(new Declared<>(change, change.id(), "1-a.sql", "1:x", List.of("add a"), "remove a")));
        MigrationRunner<InMemorySession> runner = builder().from(source).build();
        runner.migrate();

        assertThat(runner.planRevert(RevertTo.last()).items().get(0).statements())
                .containsExactly("remove a");
    }

    @Test
    void anIrreversibleOneRefusesTheWholeRevert() {
        MigrationRunner<InMemorySession> runner = runner(Changes.irreversible("1-a"), Changes.adding("2-b"));
        runner.migrate();

        assertThatThrownBy(() -> runner.revert(RevertTo.everything(), plan -> true))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                .hasMessageContaining("1-a has no down");
        assertThat(target.lines()).containsExactly("a", "b");
    }

    @Test
    void whatAnotherOneDependsOnStays() {
        MigrationRunner<InMemorySession> later = runner(
                Changes.adding("1-a"), Changes.adding("3-c", Metadata.none().dependsOn("1-a")));
        MigrationRunner<InMemorySession> all = builder(
                        Changes.adding("1-a"),
                        Changes.adding("2-b", Metadata.none()),
                        Changes.adding("3-c", Metadata.none().dependsOn("1-a")))
                .settings(Settings.defaults().outOfOrder(true))
                .build();
        later.migrate();
        later.revert(RevertTo.everything(), plan -> true);
        runner(Changes.adding("3-c")).migrate();
        all.migrate();

        assertThatThrownBy(() -> all.revert(RevertTo.last(2), plan -> true))
                .hasMessageContaining("3-c depends on 1-a and would stay");
        assertThat(target.lines()).containsExactly("c", "a", "b");
    }

    @Test
    void aFailedDownLeavesTheOnesBeforeItReverted() {
        Migration<InMemorySession> stubborn = new Stubborn();
        MigrationRunner<InMemorySession> runner = runner(stubborn, Changes.adding("2-b"));
        runner.migrate();

        assertThatThrownBy(() -> runner.revert(RevertTo.everything(), plan -> true))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.report()).isInstanceOf(Report.Failed.class))
                .hasMessageContaining("The revert failed · 1-a");

        assertThat(target.lines()).containsExactly("a");
        assertThat(states(runner)).containsExactly(State.APPLIED, State.REVERTED);
    }

    @Test
    void anOlderBinaryTakesBackWhatItDoesntKnowByTheStoredScript() {
        Migration<InMemorySession> change = Changes.adding("2-b");
        MigrationSource<InMemorySession> source = new Scripted(
                List.of(new Declared<>(change, change.id(), "2-b.sql", "1:x", List.of("add b"), "remove b")));
        builder(Changes.adding("1-a")).from(source).build().migrate();
        MigrationRunner<InMemorySession> older = runner(Changes.adding("1-a"));
        assertThat(states(older)).containsExactly(State.APPLIED, State.UNKNOWN);

        older.revert(RevertTo.last(), plan -> true);

        assertThat(target.lines()).containsExactly("a");
    }

    @Test
    void aStoredScriptThatFailsLeavesAnInterruptedMigrationInterrupted() {
        Changes.Line second = Changes.Line.add("y").cutOffBefore(new Changes.Killed());
        OnlineMigration<InMemorySession> change = Changes.online(
                "1-a",
                Step.transactional("x", session -> session.run("add x"), session -> session.run("remove x")),
                Step.online("y", second, Changes.Line.remove("y")));
        MigrationRunner<InMemorySession> newer = builder()
                .from(new Scripted(
                        List.of(new Declared<>(change, change.id(), "1-a.sql", "1:x", List.of(), "remove nothing"))))
                .build();
        assertThatThrownBy(newer::migrate).isInstanceOf(Changes.Killed.class);
        assertThatThrownBy(() -> runner().revert(RevertTo.last(), plan -> true)).isInstanceOf(MigrationException.class);

        assertThat(newer.plan().items()).hasSize(1);
        newer.migrate();

        assertThat(target.lines()).containsExactly("x", "y");
    }

    @Test
    void revertingAnEmptyHistoryDoesNothing() {
        assertThat(three.revert(RevertTo.last(), plan -> true)).isInstanceOf(Report.UpToDate.class);
        assertThat(target.locks()).isZero();
    }

    private static final class Stubborn implements Migration<InMemorySession> {
        @Override
        public void up(InMemorySession session) {
            session.run("add a");
        }

        @Override
        public void down(InMemorySession session) {
            throw new IllegalStateException("no");
        }

        @Override
        public MigrationId id() {
            return MigrationId.parse("1-a");
        }
    }

    private static List<State> states(MigrationRunner<InMemorySession> runner) {
        return runner.status().migrations().stream().map(Status.Line::state).toList();
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private MigrationRunner<InMemorySession> runner(Change<InMemorySession>... changes) {
        return builder(changes).build();
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private MigrationRunner.Builder<InMemorySession> builder(Change<InMemorySession>... changes) {
        return MigrationRunner.on(target)
                .service("orders", "1.0.0")
                .settings(Settings.defaults())
                .add(changes);
    }
}
