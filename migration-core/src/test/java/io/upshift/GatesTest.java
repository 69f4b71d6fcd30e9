package io.upshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.upshift.MigrationException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatesTest {
    private static final String SHUT = "version 1.3.0 is still alive";

    private final InMemoryTarget target = new InMemoryTarget();
    private final List<RunEvent> events = new ArrayList<>();
    private final List<String> shut = new ArrayList<>(List.of(SHUT));
    private int asked;

    @Test
    void aShutGateDefersItsMigrationAndFailsNothing() {
        MigrationRunner<InMemorySession> runner = runner(
                gated("1-a"),
                Changes.adding("2-b"),
                Changes.adding("3-c", Metadata.none().dependsOn("1-a")));

        assertThat(runner.plan().findings())
                .extracting(Preflight.Finding::severity, Preflight.Finding::rule, Preflight.Finding::what)
                .containsExactly(tuple(Preflight.Severity.DEFER, "gate", SHUT));
        assertThat(runner.migrate()).isInstanceOfSatisfying(Report.Completed.class, report -> {
            assertThat(report.deferred())
                    .singleElement()
                    .asString()
                    .contains("1-a")
                    .contains(SHUT);
            assertThat(report.results()).extracting(Report.Result::id).containsExactly(MigrationId.parse("2-b"));
        });
        assertThat(target.lines()).containsExactly("b");
        assertThat(runner.status().migrations())
                .extracting(Status.Line::state, Status.Line::waiting)
                .containsExactly(tuple(State.DEFERRED, SHUT), tuple(State.APPLIED, ""), tuple(State.DEFERRED, ""));
        assertThat(runner.validate()).isEmpty();
        assertThat(events).contains(new RunEvent.Deferred(MigrationId.parse("1-a"), SHUT));
    }

    @Test
    void whileOnlyAGateKeepsItBackAStartTakesNoLock() {
        MigrationRunner<InMemorySession> runner = runner(Changes.adding("1-a"), gated("2-b"));
        runner.migrate();
        int locks = target.locks();
        int entries = target.entries("orders").size();
        int reads = target.reads();

        assertThat(runner.migrate()).isInstanceOf(Report.Completed.class);

        assertThat(target.reads() - reads).as("one read of the history").isEqualTo(1);
        assertThat(target.locks()).isEqualTo(locks);
        assertThat(target.entries("orders")).as("waiting is written down once").hasSize(entries);

        shut.clear();
        runner.migrate();
        assertThat(target.lines()).containsExactly("a", "b");
        assertThat(runner.migrate()).isInstanceOf(Report.UpToDate.class);
        int before = asked;
        runner.migrate();
        assertThat(asked).as("what is applied asks no gate").isEqualTo(before);
    }

    @Test
    void aGateThatShutsJustBeforeItsMigrationDefersIt() {
        shut.clear();
        target.beforeNextLock(() -> shut.add(SHUT));
        MigrationRunner<InMemorySession> runner =
                runner(gated("1-a"), Changes.adding("2-b", Metadata.none().dependsOn("1-a")), Changes.adding("3-c"));

        assertThat(runner.migrate())
                .isInstanceOfSatisfying(
                        Report.Completed.class,
                        report -> assertThat(report.deferred())
                                .singleElement()
                                .asString()
                                .contains(SHUT));

        assertThat(target.lines()).containsExactly("c");
        assertThat(events).contains(new RunEvent.Deferred(MigrationId.parse("1-a"), SHUT));
        shut.clear();
        runner.migrate();
        assertThat(target.lines()).containsExactly("c", "a", "b");
    }

    @Test
    void aStoreThatShowsNothingWithoutTheLockIsAskedWithIt() {
        target.makeOpaque();
        MigrationRunner<InMemorySession> runner = runner(gated("1-a"), Changes.adding("2-b"));

        assertThat(runner.migrate())
                .isInstanceOfSatisfying(
                        Report.Completed.class,
                        report -> assertThat(report.deferred())
                                .singleElement()
                                .asString()
                                .contains(SHUT));
        assertThat(target.lines()).containsExactly("b");
    }

    @Test
    void aGateThatCannotLookIsShut() {
        MigrationRunner<InMemorySession> runner = runner(
                new Gated("1-a", session -> {
                    throw new IllegalStateException("permission denied");
                }),
                Changes.adding("2-b"));

        assertThat(runner.migrate())
                .isInstanceOfSatisfying(
                        Report.Completed.class,
                        report -> assertThat(report.deferred())
                                .singleElement()
                                .asString()
                                .contains("its gate can't look: permission denied"));
        assertThat(target.lines()).containsExactly("b");
    }

    @Test
    void aGateOpenedByHandLeavesTheReasonInTheHistory() {
        Settings opened = Settings.defaults().openGates(Map.of("1-a", "the cron job is switched off"));
        MigrationRunner<InMemorySession> runner =
                builder(gated("1-a"), gated("2-b")).settings(opened).build();

        assertThat(runner.migrate()).isInstanceOfSatisfying(Report.Completed.class, report -> {
            assertThat(report.alerts())
                    .containsExactly("The gate of 1-a was opened by hand: the cron job is switched off");
            assertThat(report.deferred()).singleElement().asString().contains("2-b");
        });

        assertThat(target.lines()).containsExactly("a");
        assertThat(target.entries("orders").stream().map(entry -> entry.draft().error()))
                .contains("its gate was opened by hand: the cron job is switched off · it was shut: " + SHUT);
        assertThat(runner.validate()).isEmpty();
    }

    @Test
    void anOpenGateNeedsNoOpening() {
        shut.clear();
        Settings opened = Settings.defaults().openGates(Map.of("1-a", "the cron job is switched off"));
        builder(gated("1-a")).settings(opened).build().migrate();

        assertThat(target.entries("orders"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.draft().error()).isNull());
    }

    @Test
    void theGateOfAStepIsAskedRightBeforeIt() {
        Step<InMemorySession> first = Step.transactional("first", session -> session.run("add first"), null);
        Step<InMemorySession> second =
                Step.transactional("second", session -> session.run("add second"), null, List.of(this::ask));
        MigrationRunner<InMemorySession> runner = runner(Changes.online("1-a", first, second), Changes.adding("2-b"));

        runner.migrate();
        assertThat(target.lines()).containsExactly("first", "b");
        assertThat(runner.status().migrations())
                .extracting(Status.Line::state)
                .containsExactly(State.DEFERRED, State.APPLIED);

        int locks = target.locks();
        runner.migrate();
        assertThat(target.locks()).isEqualTo(locks);

        shut.clear();
        runner.migrate();
        assertThat(target.lines()).containsExactly("first", "b", "second");
    }

    @Test
    void whatWasCutOffGoesOnBehindItsGate() {
        shut.clear();
        Changes.Line second = Changes.Line.add("second").cutOffBefore(new Changes.Killed());
        OnlineMigration<InMemorySession> change = new OnlineMigration<>() {
            @Override
            public List<Step<InMemorySession>> steps() {
                return List.of(
                        Step.online("first", Changes.Line.add("first"), null), Step.online("second", second, null));
            }

            @Override
            public MigrationId id() {
                return MigrationId.parse("1-a");
            }

            @Override
            public List<Gate<InMemorySession>> gates() {
                return List.of(GatesTest.this::ask);
            }
        };
        MigrationRunner<InMemorySession> runner = runner(change);
        assertThatThrownBy(runner::migrate).isInstanceOf(Changes.Killed.class);

        shut.add(SHUT);
        runner.migrate();
        assertThat(target.lines()).containsExactly("first", "second");
    }

    @Test
    void aGatedMigrationSharesNoTransaction() {
        MigrationRunner<InMemorySession> runner = builder(Changes.adding("1-a"), gated("2-b"), Changes.adding("3-c"))
                .settings(Settings.defaults().singleTransaction(true))
                .build();
        target.makeOpaque();

        runner.migrate();
        assertThat(target.lines()).containsExactly("a", "c");
    }

    @Test
    void aRevertAsksNoGate() {
        shut.clear();
        MigrationRunner<InMemorySession> runner = runner(gated("1-a"));
        runner.migrate();
        shut.add(SHUT);

        runner.revert(RevertTo.last(), plan -> true);
        assertThat(target.lines()).isEmpty();
    }

    @Test
    void codeThatNeedsAMigrationIsRefusedWhileThatWaits() {
        MigrationRunner<InMemorySession> runner = runner(gated("1-a"), Changes.adding("2-b"));
        MigrationRunner<InMemorySession> reading = runner.requiring("1-a");

        assertThatThrownBy(reading::migrate)
                .isInstanceOfSatisfying(MigrationException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.REFUSED);
                    assertThat(e.report()).isInstanceOf(Report.Failed.class);
                })
                .hasMessageContaining("This version of orders needs [1-a]")
                .hasMessageContaining(SHUT);
        assertThat(reading.validate()).containsExactly("1-a isn't applied, and this version of the service needs it");
        assertThat(runner.validate()).isEmpty();
        assertThat(runner.migrate()).isInstanceOf(Report.Completed.class);

        shut.clear();
        assertThat(reading.migrate()).isInstanceOf(Report.Completed.class);
        assertThat(reading.migrate()).isInstanceOf(Report.UpToDate.class);
        assertThat(reading.validate()).isEmpty();
    }

    @Test
    void whatIsRequiredHasToBeDeclared() {
        assertThatThrownBy(() -> runner(gated("1-a"), Changes.adding("2-b")).requiring("1-b"))
                .hasMessageContaining("No declared migration is 1-b")
                .hasMessageContaining("use one of 1-a, 2-b");
    }

    @Test
    void aServiceThatOnlyVerifiesStartsWhileAGateIsShut() {
        runner(Changes.adding("1-a")).migrate();
        MigrationRunner<InMemorySession> verifying = builder(Changes.adding("1-a"), gated("2-b"))
                .settings(Settings.defaults().startupMode(StartupMode.VERIFY))
                .build();

        assertThat(verifying.start()).isCompleted();
        assertThatThrownBy(verifying.requiring("2-b")::start).hasMessageContaining("1 migrations are pending");
        shut.clear();
        assertThatThrownBy(verifying::start).hasMessageContaining("1 migrations are pending");
    }

    private Optional<String> ask(InMemorySession session) {
        asked++;
        return shut.stream().findFirst();
    }

    private Migration<InMemorySession> gated(String id) {
        return new Gated(id, this::ask);
    }

    private record Gated(String text, Gate<InMemorySession> gate) implements Migration<InMemorySession> {
        @Override
        public void up(InMemorySession session) {
            session.run("add " + id().name());
        }

        @Override
        public void down(InMemorySession session) {
            session.run("remove " + id().name());
        }

        @Override
        public MigrationId id() {
            return MigrationId.parse(text);
        }

        @Override
        public List<Gate<InMemorySession>> gates() {
            return List.of(gate);
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
                .listener(events::add)
                .add(changes);
    }
}
