package io.upshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException.Reason;
import io.upshift.Preflight.Finding;
import io.upshift.Preflight.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Runs over two stores in memory, called first and second. */
class MigrationCoordinatorTest {
    private final InMemoryTarget first = new InMemoryTarget();
    private final InMemoryTarget second = new InMemoryTarget();
    private final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger backups = new AtomicInteger();

    @Test
    void theStoresAreMigratedInTheirOrderWithOneReport() {
        Report report = coordinator(List.of(Changes.adding("2-b")), List.of(Changes.adding("1-a")))
                .migrate();

        assertThat(report).isInstanceOf(Report.Completed.class);
        assertThat(ids(report)).containsExactly("2-b", "1-a");
        assertThat(report.stores()).hasSize(2).allMatch(Report.Completed.class::isInstance);
        assertThat(ids(report.stores().get(1))).containsExactly("1-a");
        assertThat(report.toJson()).contains("\"stores\" : [", "\"target\" : \"memory + memory\"");
        assertThat(first.lines()).containsExactly("b");
        assertThat(second.lines()).containsExactly("a");
    }

    @Test
    void withNothingToDoEachStoreIsReadOnceAndNoneIsLockedOrBackedUp() {
        MigrationCoordinator coordinator = coordinator(List.of(Changes.adding("1-a")), List.of(Changes.adding("1-a")));
        coordinator.migrate();
        int reads = first.reads() + second.reads();

        assertThat(coordinator.migrate())
                .isInstanceOfSatisfying(
                        Report.UpToDate.class,
                        report -> assertThat(report.stores()).hasSize(2).allMatch(Report.UpToDate.class::isInstance));
        assertThat(first.reads() + second.reads()).isEqualTo(reads + 2);
        assertThat(first.locks() + second.locks()).isEqualTo(2);
        assertThat(backups).hasValue(1);
    }

    @Test
    void theCommonBackupIsTakenOnceBeforeTheFirstChangeWhicheverStoreMakesIt() {
        MigrationCoordinator coordinator = coordinator(List.of(), List.of(Changes.adding("1-a")));

        Report.Completed report = (Report.Completed) coordinator.migrate();

        assertThat(report.backups()).extracting(Receipt::id).containsExactly("before []");
        assertThat(backups).hasValue(1);
    }

    @Test
    void watchersOfTheWholeSeeOneRun() {
        coordinator(List.of(Changes.adding("1-a")), List.of(Changes.adding("1-a")))
                .migrate();

        assertThat(events)
                .filteredOn(RunEvent.RunStarted.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        RunEvent.RunStarted.class,
                        started -> assertThat(started.migrations()).isEqualTo(2));
        assertThat(events).filteredOn(RunEvent.StepFinished.class::isInstance).hasSize(2);
        assertThat(events)
                .filteredOn(RunEvent.RunFinished.class::isInstance)
                .singleElement()
                .isEqualTo(events.get(events.size() - 1));
    }

    @Test
    void whatIsRefusedInTheLastStoreChangesNothingInTheFirst() {
        MigrationRunner<InMemorySession> refusing = builder(second, List.of(Changes.adding("1-a")))
                .preflight(plan -> List.of(new Finding(Severity.ERROR, "full", "the disk is full", "make room")))
                .build();
        MigrationCoordinator coordinator = MigrationCoordinator.of("orders", "1")
                .then("first", runner(first, List.of(Changes.adding("1-a"))))
                .then("second", refusing)
                .build();

        assertThatThrownBy(coordinator::migrate)
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                .hasMessageContaining("no store was changed")
                .hasMessageContaining("the disk is full");
        assertThat(first.locks()).isZero();
    }

    @Test
    void aFailureSaysWhichStoreIsWhereAndARerunGoesOn() {
        boolean[] works = {false};
        MigrationCoordinator coordinator =
                coordinator(List.of(Changes.adding("1-a")), List.of(Changes.adding("1-b"), failing("2-c", works)));

        assertThatThrownBy(coordinator::migrate)
                .isInstanceOfSatisfying(
                        MigrationException.class,
                        e -> assertThat(e.report())
                                .isInstanceOfSatisfying(
                                        Report.Failed.class,
                                        report -> assertThat(report.stores())
                                                .extracting(Object::getClass)
                                                .extracting(Class::getSimpleName)
                                                .containsExactly("Completed", "Failed")))
                .hasMessageContaining("first done (1 applied by this run); second failed (1 applied by this run)")
                .hasMessageContaining("2-c · memory · it broke")
                .hasMessageContaining("a rerun leaves what is applied and goes on with the rest");
        assertThat(first.lines()).containsExactly("a");
        assertThat(second.lines()).containsExactly("b");

        works[0] = true;
        assertThat(ids(coordinator.migrate())).containsExactly("2-c");
        assertThat(second.lines()).containsExactly("b", "c");
    }

    @Test
    void aStoreBehindTheOneThatFailedIsNotBegun() {
        MigrationCoordinator coordinator =
                coordinator(List.of(failing("1-a", new boolean[1])), List.of(Changes.adding("1-b")));

        assertThatThrownBy(coordinator::migrate)
                .hasMessageContaining("first failed (nothing changed by this run); second not begun");
        assertThat(second.locks()).isZero();
    }

    @Test
    void aRunThatIsKilledBetweenTheStoresGoesOnInTheSecondOne() {
        MigrationCoordinator killed = MigrationCoordinator.of("orders", "1")
                .then("first", runner(first, List.of(Changes.adding("1-a"))))
                .then(
                        "second",
                        builder(second, List.of(Changes.adding("1-b")))
                                .backup(runId -> {
                                    throw new Changes.Killed();
                                })
                                .build())
                .build();
        assertThatThrownBy(killed::migrate).isInstanceOf(Changes.Killed.class);
        assertThat(first.lines()).containsExactly("a");

        coordinator(List.of(Changes.adding("1-a")), List.of(Changes.adding("1-b")))
                .migrate();

        assertThat(first.lines()).containsExactly("a");
        assertThat(second.lines()).containsExactly("b");
    }

    @Test
    void tenInstancesApplyEachMigrationOnce() {
        List<CompletableFuture<Report>> runs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            runs.add(CompletableFuture.supplyAsync(
                    () -> coordinator(
                                    List.of(Changes.adding("1-a"), Changes.adding("2-b")),
                                    List.of(
                                            Changes.adding("1-c"),
                                            Changes.adding(
                                                    "2-d", Metadata.none().dependsOn("first:2-b"))))
                            .migrate(),
                    task -> new Thread(task).start()));
        }
        runs.forEach(CompletableFuture::join);

        assertThat(first.lines()).containsExactly("a", "b");
        assertThat(second.lines()).containsExactly("c", "d");
    }

    @Test
    void anInstanceThatDoesNotWaitSaysWhoHoldsWhat() {
        MigrationCoordinator coordinator = coordinator(List.of(Changes.adding("1-a")), List.of(Changes.adding("1-b")));
        Runnable release = second.hold("orders");

        assertThat(coordinator.tryMigrate())
                .isInstanceOfSatisfying(
                        Report.HeldElsewhere.class,
                        report -> assertThat(report.stores())
                                .hasSize(2)
                                .element(0)
                                .isInstanceOf(Report.Completed.class));
        release.run();
        assertThat(ids(coordinator.tryMigrate())).containsExactly("1-b");
    }

    @Test
    void aMigrationWaitsForTheOneOfALaterStoreThatItDependsOn() {
        MigrationCoordinator coordinator = coordinator(
                List.of(Changes.adding("1-a", Metadata.none().dependsOn("second:1-b")), Changes.adding("2-c")),
                List.of(Changes.adding("1-b")));

        assertThat(coordinator.plan().findings()).isEmpty();
        Report.Completed report = (Report.Completed) coordinator.migrate();

        assertThat(report.deferred()).isEmpty();
        assertThat(first.lines()).containsExactly("c", "a");
        assertThat(second.lines()).containsExactly("b");
        assertThat(ids(report)).containsExactly("2-c", "1-a", "1-b");
        assertThat(coordinator.status().problems()).isEmpty();
        assertThat(coordinator.migrate()).isInstanceOf(Report.UpToDate.class);
    }

    @Test
    void whatDependsOnSomethingDeferredInAnotherStoreIsDeferredToo() {
        MigrationRunner<InMemorySession> waiting = builder(first, List.of(Changes.adding("1-a")))
                .preflight(plan -> List.of(new Finding(Severity.DEFER, "window", "the window is shut", "wait")))
                .build();
        MigrationCoordinator coordinator = MigrationCoordinator.of("orders", "1")
                .then("first", waiting)
                .then(
                        "second",
                        runner(
                                second,
                                List.of(
                                        Changes.adding("1-b", Metadata.none().dependsOn("first:1-a")),
                                        Changes.adding("2-c", Metadata.none().dependsOn("1-b")))))
                .build();

        assertThat(coordinator.plan().stores().get(1).findings())
                .extracting(Finding::what)
                .containsExactly("waits for first:1-a");
        Report.Completed report = (Report.Completed) coordinator.migrate();

        assertThat(report.deferred()).hasSize(2).anyMatch(reason -> reason.contains("waits for first:1-a"));
        assertThat(second.lines()).isEmpty();
        assertThat(backups).hasValue(0);
    }

    @Test
    void aCircleOfDependenciesIsRefusedAndNamed() {
        MigrationCoordinator coordinator = coordinator(
                List.of(
                        Changes.adding("1-a"),
                        Changes.adding("2-b", Metadata.none().dependsOn("1-a", "second:1-c"))),
                List.of(Changes.adding("1-c", Metadata.none().dependsOn("first:2-b"))));

        assertThatThrownBy(coordinator::migrate)
                .hasMessageContaining("first:2-b depends on second:1-c, which leads back to the first");
        assertThat(first.locks() + second.locks()).isZero();
    }

    @Test
    void aDependencyThatLeadsNowhereIsRefusedWithTheStores() {
        assertThatThrownBy(coordinator(
                        List.of(Changes.adding("1-a", Metadata.none().dependsOn("third:1-c"))),
                        List.of(Changes.adding("1-b", Metadata.none().dependsOn("first:9-z"))))::plan)
                .hasMessageContaining("first:1-a depends on third:1-c, and the stores are first and second")
                .hasMessageContaining("second:1-b depends on first:9-z, which is neither declared nor applied there");
    }

    @Test
    void aRunnerAloneRefusesWhatDependsOnAnotherStore() {
        assertThatThrownBy(() -> runner(
                                first,
                                List.of(Changes.adding("1-a", Metadata.none().dependsOn("second:1-b"))))
                        .migrate())
                .hasMessageContaining("1-a depends on second:1-b, which is not in this store")
                .hasMessageContaining("MigrationCoordinator");
        assertThat(first.lines()).isEmpty();
    }

    @Test
    void aFailedRunIsCompensatedInTheReverseOrderOverAllStores() {
        coordinator(List.of(Changes.adding("1-a")), List.of(Changes.adding("1-b")))
                .migrate();
        MigrationCoordinator next = coordinator(
                List.of(Changes.adding("1-a"), Changes.adding("2-c"), Changes.adding("3-d")),
                List.of(Changes.adding("1-b"), Changes.adding("2-e"), failing("3-f", new boolean[1])));
        List<String> shown = new ArrayList<>();

        assertThatThrownBy(() -> next.migrateOrCompensate(plan -> {
                    plan.items().forEach(item -> shown.add(item.id().toString()));
                    return true;
                }))
                .isInstanceOfSatisfying(
                        MigrationException.class,
                        e -> assertThat(e.report())
                                .isInstanceOfSatisfying(
                                        Report.Failed.class,
                                        report -> assertThat(report.results())
                                                .extracting(Report.Result::state)
                                                .containsExactly(
                                                        State.APPLIED,
                                                        State.APPLIED,
                                                        State.APPLIED,
                                                        State.FAILED,
                                                        State.REVERTED,
                                                        State.REVERTED,
                                                        State.REVERTED)))
                .hasMessageContaining("taken back: 1 in second, 2 in first");
        assertThat(shown).containsExactly("2-e", "3-d", "2-c");
        assertThat(first.lines()).containsExactly("a");
        assertThat(second.lines()).containsExactly("b");
    }

    @Test
    void compensationThatIsNotConfirmedOrCannotBeDoneIsSaidAndHidesNothing() {
        MigrationCoordinator unwilling =
                coordinator(List.of(Changes.adding("1-a")), List.of(failing("1-b", new boolean[1])));
        assertThatThrownBy(() -> unwilling.migrateOrCompensate(plan -> false))
                .hasMessageContaining("it broke")
                .hasMessageContaining("what this run applied was left, because taking it back was not confirmed");

        MigrationCoordinator unable = coordinator(
                List.of(Changes.adding("1-a"), Changes.irreversible("2-c")), List.of(failing("1-b", new boolean[1])));
        assertThatThrownBy(() -> unable.migrateOrCompensate(plan -> true))
                .hasMessageContaining("it broke")
                .hasMessageContaining("taking back what this run applied failed too")
                .hasMessageContaining("2-c has no down");
        assertThat(first.lines()).containsExactly("a", "c");
    }

    @Test
    void aRunnerAloneIsCompensatedToo() {
        MigrationRunner<InMemorySession> runner =
                runner(first, List.of(Changes.adding("1-a"), failing("2-b", new boolean[1])));

        assertThatThrownBy(() -> runner.migrateOrCompensate(plan -> true)).hasMessageContaining("taken back: 1");
        assertThat(first.lines()).isEmpty();
    }

    @Test
    void theLastAppliedGoesFirstWhereverItIs() {
        coordinator(List.of(Changes.adding("1-a")), List.of(Changes.adding("1-b")))
                .migrate();
        MigrationCoordinator coordinator =
                coordinator(List.of(Changes.adding("1-a"), Changes.adding("2-c")), List.of(Changes.adding("1-b")));
        coordinator.migrate();

        assertThat(coordinator.planRevert(RevertTo.everything()).items())
                .extracting(item -> item.id().toString())
                .containsExactly("2-c", "1-b", "1-a");
        Report report = coordinator.revert(RevertTo.last(2), plan -> true);
        assertThat(ids(report)).containsExactlyInAnyOrder("2-c", "1-b");
        assertThat(first.lines()).containsExactly("a");
        assertThat(second.lines()).isEmpty();
    }

    @Test
    void aVersionInTwoStoresHasToBeNamedWithItsStore() {
        MigrationCoordinator coordinator =
                coordinator(List.of(Changes.adding("1-a"), Changes.adding("2-c")), List.of(Changes.adding("1-b")));
        coordinator.migrate();

        assertThatThrownBy(() -> coordinator.planRevert(RevertTo.version("1")))
                .hasMessageContaining("applied in more than one store")
                .hasMessageContaining("second:1-b, first:1-a");
        coordinator.revert(RevertTo.version("first:1"), plan -> true);
        assertThat(first.lines()).containsExactly("a");
        assertThat(second.lines()).isEmpty();
    }

    @Test
    void whatAnotherStoresMigrationDependsOnIsNotTakenBackBeforeThatOne() {
        MigrationCoordinator coordinator = coordinator(
                List.of(Changes.adding("1-a", Metadata.none().dependsOn("second:1-b"))),
                List.of(Changes.adding("1-b")));
        coordinator.migrate();

        coordinator.revert(RevertTo.last(), plan -> true);

        assertThat(first.lines()).isEmpty();
        assertThat(second.lines()).containsExactly("b");
    }

    @Test
    void aRevertThatIsNotConfirmedChangesNothing() {
        MigrationCoordinator coordinator = coordinator(List.of(Changes.adding("1-a")), List.of(Changes.adding("1-b")));
        coordinator.migrate();

        assertThatThrownBy(() -> coordinator.revert(RevertTo.everything(), plan -> false))
                .hasMessageContaining("it was not confirmed");
        assertThat(first.lines()).containsExactly("a");
        assertThat(second.lines()).containsExactly("b");
    }

    @Test
    void statusAndValidationNameEachStore() {
        MigrationCoordinator coordinator =
                coordinator(List.of(Changes.adding("1-a", "one")), List.of(Changes.adding("1-b")));
        coordinator.migrate();
        MigrationCoordinator changed =
                coordinator(List.of(Changes.adding("1-a", "two")), List.of(Changes.adding("1-b")));

        assertThat(changed.status().stores()).hasSize(2);
        assertThat(changed.status().toJson()).contains("\"stores\" : [");
        assertThat(changed.validate())
                .singleElement()
                .asString()
                .startsWith("memory: ")
                .contains("was changed");
    }

    @Test
    void runnersOfAnotherServiceAndStoresOfTheSameNameAreRefused() {
        MigrationCoordinator.Builder builder = MigrationCoordinator.of("billing", "1")
                .then("first", runner(first, List.of()))
                .then("first", runner(second, List.of()))
                .then("No.1", runner(second, List.of()));

        assertThatThrownBy(builder::build)
                .hasMessageContaining("first is of orders 1, not of billing 1")
                .hasMessageContaining("two stores are named first")
                .hasMessageContaining("'No.1' is no name of a store");
    }

    @Test
    void severalBackupsGiveOneManifestAndOneThatFailsFailsAll() throws Exception {
        Receipt receipt = Backup.all(
                        runId -> receipt("rds-snapshot", Instant.EPOCH), runId -> receipt("table", Instant.MAX))
                .take("key");
        assertThat(receipt.kind()).isEqualTo("manifest");
        assertThat(receipt.takenAt()).isEqualTo(Instant.EPOCH);
        assertThat(receipt.restore()).contains("restore rds-snapshot", "restore table");
        assertThat(receipt.details())
                .containsEntry("1.receipt", "rds-snapshot 1")
                .containsEntry("2.receipt", "table 1")
                .containsEntry("2.zone", "a");

        Backup broken = runId -> {
            throw new StepException("no room", "make some");
        };
        assertThatThrownBy(() -> Backup.all(runId -> receipt("table", Instant.EPOCH), broken)
                        .take("key"))
                .hasMessageContaining("no room")
                .hasMessageContaining("taken and left: table 1");
    }

    private static Receipt receipt(String kind, Instant at) {
        return new Receipt(kind, "1", at, "restore " + kind, Map.of("zone", "a"));
    }

    private MigrationCoordinator coordinator(
            List<Change<InMemorySession>> inFirst, List<Change<InMemorySession>> inSecond) {
        return MigrationCoordinator.of("orders", "1")
                .then("first", runner(first, inFirst))
                .then("second", runner(second, inSecond))
                .backup(runId -> {
                    backups.incrementAndGet();
                    List<String> lines = new ArrayList<>(first.lines());
                    lines.addAll(second.lines());
                    return new Receipt("copy", "before " + lines, Instant.EPOCH, "copy it back", Map.of());
                })
                .listener(events::add)
                .build();
    }

    private static MigrationRunner<InMemorySession> runner(
            InMemoryTarget target, List<Change<InMemorySession>> changes) {
        return builder(target, changes).build();
    }

    private static MigrationRunner.Builder<InMemorySession> builder(
            InMemoryTarget target, List<Change<InMemorySession>> changes) {
        MigrationRunner.Builder<InMemorySession> builder = MigrationRunner.on(target)
                .service("orders", "1")
                .settings(Settings.defaults().lockWait(Duration.ofSeconds(20)));
        changes.forEach(builder::add);
        return builder;
    }

    private static Migration<InMemorySession> failing(String id, boolean[] works) {
        return Changes.of(id, session -> {
            if (!works[0]) {
                throw new IllegalStateException("it broke");
            }
            session.run("add " + MigrationId.parse(id).name());
        });
    }

    private static List<String> ids(Report report) {
        return report.results().stream().map(result -> result.id().toString()).toList();
    }
}
