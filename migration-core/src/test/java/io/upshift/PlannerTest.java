package io.upshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a service accepts of a history, and what it refuses. */
class PlannerTest {
    private final InMemoryTarget target = new InMemoryTarget();

    @Test
    void aNewerMigrationThatIsntKnownIsAcceptedUnlessItIsBreaking() {
        runner(Changes.adding("1-a"), Changes.adding("2-b")).migrate();
        assertThatCode(runner(Changes.adding("1-a"))::migrate).doesNotThrowAnyException();

        runner(
                        Changes.adding("1-a"),
                        Changes.adding("2-b"),
                        Changes.adding("3-c", Metadata.none().breaking(true)))
                .migrate();
        assertThatThrownBy(runner(Changes.adding("1-a"))::migrate)
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                .hasMessageContaining("the store has 3-c")
                .hasMessageContaining("marked as breaking");
    }

    @Test
    void aBreakingMigrationThatWasRevertedIsNoObstacle() {
        MigrationRunner<InMemorySession> newer = runner(
                Changes.adding("1-a"), Changes.adding("2-b", Metadata.none().breaking(true)));
        newer.migrate();
        newer.revert(RevertTo.last(), plan -> true);

        assertThatCode(runner(Changes.adding("1-a"))::migrate).doesNotThrowAnyException();
    }

    @Test
    void anAppliedMigrationWhoseContentHasChangedIsRefused() {
        runner(Changes.adding("1-a", "one")).migrate();

        assertThatThrownBy(runner(Changes.adding("1-a", "two"))::migrate)
                .hasMessageContaining("was changed after it had been applied");
        assertThat(runner(Changes.adding("1-a", "two")).validate()).hasSize(1);
    }

    @Test
    void aFailedRevertOfAChangedMigrationDoesntHideTheChange() {
        runner(new Stubborn("one")).migrate();
        assertThatThrownBy(() -> runner(new Stubborn("two")).revert(RevertTo.last(), plan -> true))
                .isInstanceOf(MigrationException.class);

        assertThat(runner(new Stubborn("two")).validate()).hasSize(1);
        assertThat(runner(new Stubborn("one")).validate()).isEmpty();
    }

    @Test
    void aContentThatIsntKnownIsNotCompared() {
        runner(Changes.adding("1-a")).migrate();

        assertThatCode(runner(Changes.adding("1-a", "one"))::migrate).doesNotThrowAnyException();
    }

    @Test
    void anAppliedMigrationThatIsntDeclaredAnyMoreIsRefusedUnlessAllowed() {
        runner(Changes.adding("1-a"), Changes.adding("2-b")).migrate();

        assertThatThrownBy(runner(Changes.adding("2-b"))::migrate)
                .hasMessageContaining("1-a is applied and isn't declared any more");
        assertThatCode(builder(Changes.adding("2-b"))
                        .settings(Settings.defaults().allowMissing(true))
                        .build()::migrate)
                .doesNotThrowAnyException();
    }

    @Test
    void aMigrationBeforeAnAppliedOneIsRefusedUnlessAllowed() {
        runner(Changes.adding("1-a"), Changes.adding("3-c")).migrate();
        Change<InMemorySession> late = Changes.adding("2-b");

        assertThatThrownBy(runner(Changes.adding("1-a"), late, Changes.adding("3-c"))::migrate)
                .hasMessageContaining("is pending although the later 3-c is applied");

        builder(Changes.adding("1-a"), late, Changes.adding("3-c"))
                .settings(Settings.defaults().outOfOrder(true))
                .build()
                .migrate();
        assertThat(target.lines()).containsExactly("a", "c", "b");
    }

    @Test
    void aRepeatableMigrationIsNeverOutOfOrder() {
        runner(Changes.adding("R-v")).migrate();

        runner(Changes.adding("1-a"), Changes.adding("R-v")).migrate();

        assertThat(target.lines()).containsExactly("v", "a");
    }

    @Test
    void aBaselineTakesMigrationsAsAppliedWithoutRunningThem() {
        MigrationRunner<InMemorySession> runner = runner(Changes.adding("1-a"), Changes.adding("2-b"));

        Report report = runner.baseline("1");
        assertThat(report.results()).extracting(Report.Result::state).containsExactly(State.BASELINE);
        runner.migrate();

        assertThat(target.lines()).containsExactly("b");
        assertThat(runner.status().migrations())
                .extracting(Status.Line::state)
                .containsExactly(State.BASELINE, State.APPLIED);
        assertThat(runner.validate()).isEmpty();
    }

    @Test
    void aBaselineIsRefusedOnAHistoryAndForAnUnknownVersion() {
        MigrationRunner<InMemorySession> runner = runner(Changes.adding("1-a"));
        assertThatThrownBy(() -> runner.baseline("7"))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.USAGE))
                .hasMessageContaining("1-a");
        runner.migrate();

        assertThatThrownBy(() -> runner.baseline("1"))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                .hasMessageContaining("already has a history");
    }

    @Test
    void aBaselineIsNotReverted() {
        MigrationRunner<InMemorySession> runner = runner(Changes.adding("1-a"));
        runner.baseline("1");

        assertThatThrownBy(() -> runner.revert(RevertTo.last(), plan -> true))
                .hasMessageContaining("1-a is a baseline");
    }

    @Test
    void thePlanIsWhatMigrateWouldDoAndChangesNothing() {
        MigrationRunner<InMemorySession> runner = runner(Changes.adding("1-a"), Changes.irreversible("2-b"));

        Plan plan = runner.plan();

        assertThat(plan.items()).extracting(item -> item.id().toString()).containsExactly("1-a", "2-b");
        assertThat(plan.items()).extracting(Plan.Item::isReversible).containsExactly(true, false);
        assertThat(plan.warnings()).hasSize(2);
        assertThat(target.locks()).isZero();
    }

    @Test
    void theStatusTellsWhoAppliedWhatAndWhen() {
        MigrationRunner<InMemorySession> runner = runner(new Stubborn("one"), Changes.adding("2-b"));
        runner.migrate();
        Status.Line applied = runner.status().migrations().get(0);
        runner.revert(RevertTo.last(), plan -> true);
        assertThatThrownBy(() -> runner.revert(RevertTo.last(), plan -> true)).isInstanceOf(MigrationException.class);

        Status status = runner.status();

        assertThat(status.migrations().get(0).appliedAt()).isNotNull().isEqualTo(applied.appliedAt());
        assertThat(status.migrations().get(0).by()).contains("@");
        assertThat(status.migrations().get(1).appliedAt()).isNull();
        assertThat(status.migrations().get(1).by()).isEmpty();
        assertThat(status.count(State.APPLIED)).isEqualTo(1);
    }

    @Test
    void anEditedHistoryIsFoundByValidate() {
        MigrationRunner<InMemorySession> runner = runner(Changes.adding("1-a"), Changes.adding("2-b"));
        runner.migrate();
        target.tamper("orders", List.of(target.entries("orders").get(0)));

        assertThat(runner.validate())
                .containsExactly("the history was edited: there are 1 entries where 2 were written");
    }

    private record Stubborn(String revision) implements Migration<InMemorySession> {
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
