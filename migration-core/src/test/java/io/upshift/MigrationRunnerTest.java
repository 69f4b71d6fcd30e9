package io.upshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException.Reason;
import io.upshift.Preflight.Finding;
import io.upshift.Preflight.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One run of migrate on a store in memory. */
@Tag("smoke")
class MigrationRunnerTest {
    private final InMemoryTarget target = new InMemoryTarget();

    @Test
    void whatIsPendingIsAppliedInTheOrderOfTheIds() {
        Report report = runner(Changes.adding("R-c"), Changes.adding("2-b"), Changes.adding("1-a"))
                .migrate();

        assertThat(report).isInstanceOf(Report.Completed.class);
        assertThat(target.lines()).containsExactly("a", "b", "c");
        assertThat(report.results())
                .extracting(result -> result.id().toString())
                .containsExactly("1-a", "2-b", "R-c");
        assertThat(report.results()).extracting(Report.Result::state).containsOnly(State.APPLIED);
    }

    @Test
    void anEarlierReleaseBringsWhatItKnowsAndTheNextOneTheRest() {
        MigrationRunner<InMemorySession> all =
                runner(Changes.adding("1-a"), Changes.adding("2-b"), Changes.adding("R-c"));

        assertThat(all.upTo("1").migrate()).isInstanceOf(Report.Completed.class);
        assertThat(target.lines()).containsExactly("a");
        assertThat(all.upTo("1-a").migrate()).isInstanceOf(Report.UpToDate.class);

        all.migrate();
        assertThat(target.lines()).containsExactly("a", "b", "c");
        assertThat(all.upTo("1").validate()).isEmpty();
    }

    @Test
    void anUnknownVersionToGoUpToNamesTheKnownOnes() {
        assertThatThrownBy(() -> runner(Changes.adding("1-a")).upTo("7").migrate())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("No declared migration has the version 7")
                .hasMessageContaining("1-a");
        assertThat(target.lines()).isEmpty();
    }

    @Test
    void aStoreThatHasEverythingCostsOneReadAndNoLock() {
        MigrationRunner<InMemorySession> runner = runner(Changes.adding("1-a"));
        runner.migrate();
        int reads = target.reads();

        assertThat(runner.migrate()).isInstanceOf(Report.UpToDate.class);

        assertThat(target.reads()).isEqualTo(reads + 1);
        assertThat(target.locks()).isEqualTo(1);
        assertThat(target.lines()).containsExactly("a");
    }

    @Test
    void nothingRunsTwiceWhenAnotherInstanceFinishesJustBeforeTheLock() {
        MigrationRunner<InMemorySession> one = runner(Changes.adding("1-a"));
        MigrationRunner<InMemorySession> other = runner(Changes.adding("1-a"));
        target.beforeNextLock(one::migrate);

        assertThat(other.migrate()).isInstanceOf(Report.UpToDate.class);
        assertThat(target.lines()).containsExactly("a");
        assertThat(target.locks()).isEqualTo(2);
        assertThat(one.migrate()).isInstanceOf(Report.UpToDate.class);
        assertThat(target.locks()).isEqualTo(2);
    }

    @Test
    void twentyInstancesApplyEachMigrationOnce() {
        List<CompletableFuture<Report>> runs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            runs.add(CompletableFuture.supplyAsync(
                    () -> runner(Changes.adding("1-a"), Changes.adding("2-b")).migrate(),
                    task -> new Thread(task).start()));
        }

        List<Report> reports = runs.stream().map(CompletableFuture::join).toList();

        assertThat(reports).filteredOn(Report.Completed.class::isInstance).hasSize(1);
        assertThat(reports).filteredOn(Report.UpToDate.class::isInstance).hasSize(19);
        assertThat(target.lines()).containsExactly("a", "b");
    }

    @Test
    void aFailureLeavesTheEarlierOnesAppliedAndItsOwnTransactionRolledBack() {
        Migration<InMemorySession> broken = Changes.of("2-b", session -> {
            session.run("add half");
            throw new IllegalStateException("it broke");
        });
        MigrationRunner<InMemorySession> runner = runner(Changes.adding("1-a"), broken, Changes.adding("3-c"));

        assertThatThrownBy(runner::migrate)
                .isInstanceOfSatisfying(MigrationException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.FAILED);
                    assertThat(e.id()).isEqualTo(MigrationId.parse("2-b"));
                    assertThat(e.report()).isInstanceOfSatisfying(Report.Failed.class, report -> {
                        assertThat(report.results())
                                .extracting(Report.Result::state)
                                .containsExactly(State.APPLIED, State.FAILED);
                        assertThat(report.results().get(1).error()).isEqualTo("it broke");
                        assertThat(report.error()).isEqualTo(e.getMessage());
                    });
                })
                .hasMessageContaining("2-b · memory · it broke · next: ");

        assertThat(target.lines()).containsExactly("a");
        assertThat(states(runner)).containsExactly(State.APPLIED, State.FAILED, State.PENDING);
    }

    @Test
    void aFailedMigrationIsTriedAgainByTheNextRun() {
        boolean[] works = {false};
        Migration<InMemorySession> flaky = Changes.of("1-a", session -> {
            if (!works[0]) {
                throw new IllegalStateException("not yet");
            }
            session.run("add a");
        });
        MigrationRunner<InMemorySession> runner = runner(flaky);
        assertThatThrownBy(runner::migrate).hasMessageContaining("not yet");
        works[0] = true;

        assertThat(runner.migrate()).isInstanceOf(Report.Completed.class);
        assertThat(target.lines()).containsExactly("a");
    }

    @Test
    void allTransactionalMigrationsShareOneTransactionWhenAsked() {
        Migration<InMemorySession> broken = Changes.of("3-c", session -> session.run("remove nothing"));
        MigrationRunner<InMemorySession> runner = builder(Changes.adding("1-a"), Changes.adding("2-b"), broken)
                .settings(Settings.defaults().singleTransaction(true))
                .build();

        assertThatThrownBy(runner::migrate)
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.id()).isEqualTo(MigrationId.parse("3-c")));

        assertThat(target.lines()).isEmpty();
        assertThat(states(runner)).containsExactly(State.PENDING, State.PENDING, State.FAILED);
    }

    @Test
    void oneTransactionEndsAtAnOnlineMigration() {
        Step<InMemorySession> step = Step.online("b", Changes.Line.add("b"), null);
        MigrationRunner<InMemorySession> runner = builder(
                        Changes.adding("1-a"),
                        Changes.online("2-b", step),
                        Changes.adding("3-c"),
                        Changes.adding("4-d"))
                .settings(Settings.defaults().singleTransaction(true))
                .build();

        runner.migrate();

        assertThat(target.lines()).containsExactly("a", "b", "c", "d");
        assertThat(target.entries("orders"))
                .extracting(Entry::runId)
                .hasSize(5)
                .containsOnly(target.entries("orders").get(0).runId());
    }

    @Test
    void aRepeatableMigrationRunsAgainWhenItsContentHasChanged() {
        runner(Changes.adding("R-v", "one")).migrate();
        assertThat(runner(Changes.adding("R-v", "one")).migrate()).isInstanceOf(Report.UpToDate.class);
        assertThat(states(runner(Changes.adding("R-v", "two")))).containsExactly(State.PENDING);

        assertThat(runner(Changes.adding("R-v", "two")).migrate()).isInstanceOf(Report.Completed.class);

        assertThat(target.lines()).containsExactly("v", "v");
    }

    @Test
    void aRepeatableMigrationThatFailedWithNewContentIsTriedAgain() {
        runner(Changes.adding("R-v", "one")).migrate();
        Migration<InMemorySession> broken = new Revised("R-v", "two", session -> session.run("remove nothing"));
        assertThatThrownBy(runner(broken)::migrate).isInstanceOf(MigrationException.class);

        assertThat(runner(Changes.adding("R-v", "two")).migrate()).isInstanceOf(Report.Completed.class);

        assertThat(target.lines()).containsExactly("v", "v");
    }

    @Test
    void anOldBinaryRefusesABreakingMigrationThatIsHalfDone() {
        Step<InMemorySession> first = Step.online("b", Changes.Line.add("b"), null);
        Step<InMemorySession> second = Step.online("c", Changes.Line.remove("nothing"), null);
        MigrationRunner<InMemorySession> newer = runner(Changes.adding("1-a"), new Breaking(List.of(first, second)));
        assertThatThrownBy(newer::migrate).isInstanceOf(MigrationException.class);

        assertThatThrownBy(runner(Changes.adding("1-a"), Changes.adding("3-d"))::migrate)
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                .hasMessageContaining("2-b");
    }

    private record Breaking(List<Step<InMemorySession>> steps) implements OnlineMigration<InMemorySession> {
        @Override
        public MigrationId id() {
            return MigrationId.parse("2-b");
        }

        @Override
        public Metadata metadata() {
            return Metadata.none().breaking(true);
        }
    }

    @Test
    void downtimeHasToBeConfirmed() {
        Migration<InMemorySession> heavy = Changes.adding("1-a", Metadata.none().requiresDowntime(true));

        assertThatThrownBy(runner(heavy)::migrate)
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                .hasMessageContaining("1-a requires downtime");
        assertThat(target.lines()).isEmpty();

        builder(heavy)
                .settings(Settings.defaults().confirmDowntime(true))
                .build()
                .migrate();
        assertThat(target.lines()).containsExactly("a");
    }

    @Test
    void aPreflightThatDefersEndsTheRunWellWithoutAChange() {
        Finding closed = new Finding(Severity.DEFER, "window", "the window is closed", "wait until 02:00");
        MigrationRunner<InMemorySession> runner = builder(Changes.adding("1-a"))
                .preflight(plan -> List.of(closed))
                .build();

        assertThat(runner.migrate()).isInstanceOfSatisfying(Report.Completed.class, report -> {
            assertThat(report.deferred()).containsExactly("the window is closed (wait until 02:00)");
            assertThat(report.findings()).containsExactly(closed);
        });

        assertThat(target.lines()).isEmpty();
        assertThat(states(runner)).containsExactly(State.PENDING);
    }

    @Test
    void laterMigrationsPassADeferredOneUnlessTheyDependOnIt() {
        List<Finding> shut = new ArrayList<>(List.of(new Finding(
                Severity.DEFER, "gate", MigrationId.parse("1-a"), "waits for old clients", "run again later")));
        MigrationRunner<InMemorySession> runner = builder(
                        Changes.adding("1-a"),
                        Changes.adding("2-b"),
                        Changes.adding("3-c", Metadata.none().dependsOn("1-a")),
                        Changes.adding("4-d", Metadata.none().dependsOn("3-c")))
                .preflight(plan -> List.copyOf(shut))
                .build();

        runner.migrate();
        assertThat(target.lines()).containsExactly("b");
        assertThat(states(runner)).containsExactly(State.DEFERRED, State.APPLIED, State.DEFERRED, State.DEFERRED);
        int entries = target.entries("orders").size();

        runner.migrate();
        assertThat(target.entries("orders")).as("waiting is written down once").hasSize(entries);

        shut.clear();
        runner.migrate();
        assertThat(target.lines()).containsExactly("b", "a", "c", "d");
        assertThat(runner.validate()).isEmpty();
    }

    @Test
    void aPreflightThatFindsAnErrorRefusesTheRun() {
        Finding error = new Finding(Severity.ERROR, "size", "the table is large", "do it online");
        MigrationRunner<InMemorySession> runner =
                builder(Changes.adding("1-a")).preflight(plan -> List.of(error)).build();

        assertThatThrownBy(runner::migrate).isInstanceOfSatisfying(MigrationException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.REFUSED);
            assertThat(e.report())
                    .isInstanceOfSatisfying(
                            Report.Failed.class,
                            report -> assertThat(report.findings()).containsExactly(error));
        });
        assertThat(target.lines()).isEmpty();
    }

    @Test
    void aPreflightThatThrowsFailsTheRunAndChangesNothing() {
        List<RunEvent> events = new ArrayList<>();
        MigrationRunner<InMemorySession> runner = builder(Changes.adding("1-a"))
                .preflight(plan -> {
                    throw new IllegalStateException("can't look");
                })
                .listener(events::add)
                .build();

        assertThatThrownBy(runner::migrate)
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.report()).isInstanceOf(Report.Failed.class))
                .hasMessageContaining("can't look");
        assertThat(target.lines()).isEmpty();
        assertThat(events).last().isInstanceOf(RunEvent.RunFinished.class);
    }

    @Test
    void withoutABackupNothingIsChanged() {
        MigrationRunner<InMemorySession> runner = builder(Changes.adding("1-a"))
                .backup(runId -> {
                    throw new IllegalStateException("no space");
                })
                .build();

        assertThatThrownBy(runner::migrate).hasMessageContaining("nothing was changed · no space");
        assertThat(target.lines()).isEmpty();
    }

    @Test
    void aBackupIsTakenOnlyWhenSomethingIsPendingAndStandsInTheReport() {
        List<String> taken = new ArrayList<>();
        MigrationRunner<InMemorySession> runner = builder(Changes.adding("1-a"))
                .backup(runId -> {
                    taken.add(runId);
                    return new Receipt("copy", "copy-1", Instant.EPOCH, "cp", Map.of());
                })
                .build();

        Report first = runner.migrate();
        runner.migrate();

        assertThat(taken).hasSize(1);
        assertThat(first)
                .isInstanceOfSatisfying(
                        Report.Completed.class,
                        report -> assertThat(report.backups())
                                .extracting(Receipt::id)
                                .containsExactly("copy-1"));
    }

    @Test
    void aRetryAsksForTheSameBackupUntilAStepWasRecorded() {
        List<String> asked = new ArrayList<>();
        Backup backup = runId -> {
            asked.add(runId);
            if (asked.size() < 3) {
                throw new IllegalStateException("killed");
            }
            return new Receipt("copy", "copy", Instant.EPOCH, "cp", Map.of());
        };
        for (int run = 0; run < 2; run++) {
            assertThatThrownBy(builder(Changes.adding("1-a")).backup(backup).build()::migrate)
                    .hasMessageContaining("killed");
        }
        builder(Changes.adding("1-a")).backup(backup).build().migrate();
        builder(Changes.adding("1-a"), Changes.adding("2-b"))
                .backup(backup)
                .build()
                .migrate();

        assertThat(asked).hasSize(4);
        assertThat(asked.subList(0, 3)).containsOnly(asked.get(0));
        assertThat(asked.get(3)).matches("[0-9a-f]{32}").isNotEqualTo(asked.get(0));
    }

    @Test
    void thePlanNamesEveryCallToAServiceOutside() {
        RemoteCall call = new RemoteCall("copies:Create", "copy/*", "takes the backup");
        Backup backup = new Backup() {
            @Override
            public Receipt take(String runId) {
                return new Receipt("copy", "copy", Instant.EPOCH, "cp", Map.of());
            }

            @Override
            public List<RemoteCall> calls() {
                return List.of(call);
            }
        };

        assertThat(builder(Changes.adding("1-a")).backup(backup).build().plan().calls())
                .containsExactly(call);
    }

    @Test
    void aListenerThatThrowsChangesNothing() {
        List<RunEvent> events = new ArrayList<>();
        MigrationRunner<InMemorySession> runner = builder(Changes.adding("1-a"))
                .listener(event -> {
                    throw new IllegalStateException("deaf");
                })
                .listener(events::add)
                .build();

        assertThat(runner.migrate()).isInstanceOf(Report.Completed.class);
        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("RunStarted", "StepStarted", "StepFinished", "RunFinished");
    }

    @Test
    void aRunThatTakesFarLongerThanEstimatedRaisesAnAlert() {
        Migration<InMemorySession> slow = Changes.adding("1-a", Metadata.none().estimatedDuration(Duration.ofNanos(1)));

        assertThat(runner(slow).migrate())
                .isInstanceOfSatisfying(
                        Report.Completed.class,
                        report -> assertThat(report.alerts())
                                .singleElement()
                                .asString()
                                .contains("more than twice the estimated"));
    }

    @Test
    void aSlowStatementRaisesAnAlert() {
        MigrationRunner<InMemorySession> runner = builder(Changes.adding("1-a"))
                .settings(Settings.defaults().slowStatement(Duration.ZERO))
                .build();

        assertThat(runner.migrate())
                .isInstanceOfSatisfying(
                        Report.Completed.class,
                        report -> assertThat(report.alerts()).containsExactly("1-a took 0 ms for: add a"));
    }

    @Test
    void tryMigrateTellsThatAnotherInstanceIsAtWork() {
        Runnable giveBack = target.hold("orders");

        assertThat(runner(Changes.adding("1-a")).tryMigrate()).isInstanceOf(Report.HeldElsewhere.class);
        giveBack.run();
        assertThat(runner(Changes.adding("1-a")).tryMigrate()).isInstanceOf(Report.Completed.class);
    }

    @Test
    void waitingForAnotherInstanceHasAnEnd() {
        target.hold("orders");
        MigrationRunner<InMemorySession> runner = builder(Changes.adding("1-a"))
                .settings(Settings.defaults().lockWait(Duration.ofMillis(20)))
                .build();

        assertThatThrownBy(runner::migrate)
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.HELD));
    }

    @Test
    void servicesDontMeetInOneStore() {
        target.hold("billing");
        runner(Changes.adding("1-a")).migrate();

        assertThat(target.entries("billing")).isEmpty();
        assertThat(target.entries("orders")).hasSize(1);
    }

    @Test
    void theServiceNeedsAName() {
        assertThatThrownBy(() -> MigrationRunner.on(target).build())
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.USAGE));
    }

    private record Revised(String text, String revision, Action<InMemorySession> action)
            implements Migration<InMemorySession> {
        @Override
        public void up(InMemorySession session) throws Exception {
            action.run(session);
        }

        @Override
        public MigrationId id() {
            return MigrationId.parse(text);
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
