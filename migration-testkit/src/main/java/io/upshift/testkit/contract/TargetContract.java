package io.upshift.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Action;
import io.upshift.Entry;
import io.upshift.History;
import io.upshift.Migration;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.RevertTo;
import io.upshift.Settings;
import io.upshift.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Target} promises: its run lock, its history, and that a change and its entry commit together.
 *
 * <p>Extend it, and fill in how to reach one store that is empty when a test begins. JUnit makes an instance for each
 * test, so a fresh store is best made in a field.
 *
 * @param <S> the session that migrations work with
 */
public abstract class TargetContract<S> {
    private final List<Instance<S>> instances = new ArrayList<>();

    /** The store of this test; each call is a further instance of the service. */
    protected abstract Target<S> target();

    /** A change that keeps a text in the store, where no other text is; its commit is the journal's. */
    protected abstract Action<S> keep(String text);

    /** The texts that are kept and committed, as somebody else sees them. */
    protected abstract List<String> kept() throws Exception;

    /** Takes the run lock from the instance that holds it, as a crash or a long pause would: without its knowing. */
    protected abstract void loseLock() throws Exception;

    @AfterEach
    void hangUp() {
        instances.forEach(Instance::close);
    }

    @Test
    void oneInstanceAtATimeHasTheLock() throws Exception {
        Instance<S> one = instance("one").locked();
        Instance<S> other = instance("other");

        assertThat(other.locks()).as("a second instance gets the lock").isFalse();
        one.releases(null);
        other.locked();
        assertThat(instance("third").locks())
                .as("a third instance gets the lock")
                .isFalse();
    }

    @Test
    void ofManyThatTryAtOnceOneGetsTheLock() throws Exception {
        instance("first").locked().releases(null);
        List<Instance<S>> many = IntStream.range(0, 8)
                .mapToObj(number -> instance("instance" + number))
                .toList();

        List<Boolean> locked =
                atOnce(many.stream().<Callable<Boolean>>map(each -> each::locks).toList());

        assertThat(locked).as("who has the lock").containsOnlyOnce(true);
    }

    @Test
    void twoServicesDontKeepEachOtherWaitingNorSeeEachOther() throws Exception {
        Instance<S> one = instance("one").locked();
        Instance<S> other = new Instance<>("other", target(), "another");
        instances.add(other);

        assertThat(other.locks()).as("another service gets its own lock").isTrue();
        one.commits("1-a", null);
        assertThat(other.migrations()).as("another service's history").isEmpty();
    }

    @Test
    void aLockThatWasGivenBackIsNotGivenBackAgain() throws Exception {
        Instance<S> one = instance("one").locked();
        one.releases(null);
        Instance<S> other = instance("other").locked();

        one.triesToRelease(null);

        assertThat(instance("third").locks())
                .as("a second release by the first holder freed the lock of the next")
                .isFalse();
        other.releases(null);
    }

    @Test
    void anExpiredHolderCannotReleaseItsSuccessorsLease() throws Exception {
        Instance<S> expired = instance("expired").locked();
        loseLock();
        Instance<S> successor = instance("successor").locked();

        expired.triesToRelease("fingerprint");

        assertThat(instance("third").locks())
                .as("the expired holder's release freed its successor's lock")
                .isFalse();
        successor.commits("1-a", keep("a"));
        assertThat(kept()).containsExactly("a");
    }

    @Test
    void anExpiredHolderCannotCommit() throws Exception {
        Instance<S> expired = instance("expired").locked();
        loseLock();
        Instance<S> successor = instance("successor").locked();

        assertThatThrownBy(() -> expired.commits("1-a", keep("late")), "a holder whose lock another one has commits")
                .isInstanceOf(Exception.class);

        successor.commits("1-b", keep("b"));
        assertThat(kept()).as("what was committed").containsExactly("b");
        assertThat(successor.migrations()).containsExactly("1-b");
    }

    @Test
    void anExpiredHolderSaysNothingOfTheFingerprint() throws Exception {
        Instance<S> expired = instance("expired").locked();
        loseLock();
        instance("successor").locked().commits("1-a", null);

        expired.triesToRelease("everything");

        assertThat(instance("reader").isCurrent("everything"))
                .as("an expired holder marked the store as complete")
                .isFalse();
    }

    @Test
    void killedBetweenChangeAndRecordNeitherStands() throws Exception {
        Instance<S> killed = instance("killed").locked();
        Instance<S> next = instance("next");
        Action<S> change = keep("half");

        assertThatThrownBy(
                        () -> killed.commits("1-a", session -> {
                            change.run(session);
                            loseLock();
                            next.locked();
                        }),
                        "a commit of an instance that lost its lock in the middle")
                .isInstanceOf(Exception.class);

        assertThat(kept()).as("what the killed instance changed").isEmpty();
        assertThat(next.migrations()).as("what the killed instance recorded").isEmpty();
    }

    @Test
    void aChangeCommitsTogetherWithItsEntry() throws Exception {
        Instance<S> one = instance("one").locked();

        one.commits("1-a", keep("a"));

        assertThat(kept()).containsExactly("a");
        assertThat(instance("reader").migrations()).containsExactly("1-a");
    }

    @Test
    void ofSeveralChangesThatCommitTogetherAllOrNoneStand() throws Exception {
        Instance<S> one = instance("one").locked();

        assertThatThrownBy(
                        () -> one.journal().commit(List.of(one.work("1-a", keep("a")), one.work("2-b", session -> {
                            throw new IllegalStateException("on purpose");
                        }))),
                        "a change that fails")
                .hasStackTraceContaining("on purpose");
        assertThat(kept()).as("the change before the one that failed").isEmpty();
        assertThat(one.migrations()).as("the entries of a commit that failed").isEmpty();

        one.journal().commit(List.of(one.work("1-a", keep("a")), one.work("2-b", keep("b"))));
        assertThat(kept()).containsExactlyInAnyOrder("a", "b");
        assertThat(one.migrations()).containsExactly("1-a", "2-b");
    }

    @Test
    void theHistoryIsWhatWasWrittenInOrderAndChained() throws Exception {
        assertThat(instance("early").migrations()).as("a new store's history").isEmpty();
        Instance<S> one = instance("one").locked();
        one.commits("1-a", null);
        one.releases(null);
        Instance<S> other = instance("other").locked();
        other.commits("2-b", null);

        History history = instance("reader").history();

        assertThat(history.entries()).extracting(Entry::position).containsExactly(1L, 2L);
        assertThat(history.entries()).extracting(Entry::runId).containsExactly("one", "other");
        assertThat(history.entries().get(1).epoch())
                .as("the epoch of a later holder")
                .isGreaterThan(history.entries().get(0).epoch());
        assertThat(history.entries()).allSatisfy(entry -> {
            assertThat(entry.draft().down()).isEqualTo("drop \"x\";\n-- 'ünï' \\ %");
            assertThat(entry.draft().checksum()).isEqualTo("1:é");
            assertThat(entry.draft().error()).isNull();
            assertThat(entry.finishedAt()).isAfterOrEqualTo(entry.startedAt());
        });
        assertThat(runner().validate()).as("the chain of entries").isEmpty();
        assertThat(history.head().length()).isEqualTo(2);
    }

    @Test
    void aFingerprintHoldsUntilTheNextEntry() throws Exception {
        Instance<S> one = instance("one").locked();
        one.commits("1-a", null);
        one.releases("complete");
        assertThat(instance("reader").isCurrent("complete"))
                .as("the fingerprint that was released with")
                .isTrue();
        assertThat(instance("reader").isCurrent("another")).isFalse();

        Instance<S> other = instance("other").locked();
        other.commits("2-b", null);
        other.releases(null);

        assertThat(instance("reader").isCurrent("complete"))
                .as("an older fingerprint, after a further entry")
                .isFalse();
    }

    @Test
    void nothingRunsTwiceHoweverManyInstancesStart() throws Exception {
        List<Callable<Report>> runs = IntStream.range(0, 6)
                .<Callable<Report>>mapToObj(
                        number -> () -> runner(change("1-a"), change("2-b")).migrate())
                .toList();

        List<Report> reports = atOnce(runs);

        assertThat(reports)
                .filteredOn(Report.Completed.class::isInstance)
                .as("runs that worked")
                .hasSize(1);
        assertThat(kept()).containsExactlyInAnyOrder("1-a", "2-b");
        assertThat(runner(change("1-a"), change("2-b")).validate()).isEmpty();
    }

    @Test
    void aRunAfterAKilledOneBringsEverythingOnce() throws Exception {
        Instance<S> killed = instance("killed").locked();
        killed.commits("1-a", keep("1-a"));
        loseLock();

        assertThat(runner(change("1-a"), change("2-b")).migrate()).isInstanceOf(Report.Completed.class);
        assertThat(kept()).containsExactlyInAnyOrder("1-a", "2-b");
    }

    @Test
    void whatIsRevertedIsRecordedAndMayComeAgain() throws Exception {
        MigrationRunner<S> runner = runner(change("1-a"));
        runner.migrate();

        runner.revert(RevertTo.last(), plan -> true);
        assertThat(instance("reader").migrations()).containsExactly("1-a", "1-a");
        assertThat(runner.plan().items()).hasSize(1);
        assertThat(runner.validate()).isEmpty();
    }

    @Test
    void itSaysWhatItIsWithoutASecret() {
        assertThat(target().describe()).isNotBlank().doesNotContainIgnoringCase("password");
    }

    private Instance<S> instance(String name) {
        Instance<S> instance = new Instance<>(name, target());
        instances.add(instance);
        return instance;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private MigrationRunner<S> runner(Migration<S>... changes) {
        return MigrationRunner.on(target())
                .service("contract", "1")
                .add(changes)
                .settings(Settings.defaults().lockWait(Duration.ofSeconds(30)))
                .build();
    }

    private Migration<S> change(String id) {
        return new Kept<>(MigrationId.parse(id), keep(id));
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> call : threads.invokeAll(calls, 2, TimeUnit.MINUTES)) {
                results.add(call.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /** A migration whose way back leaves its text, which is enough to be recorded. */
    private record Kept<S>(MigrationId id, Action<S> change) implements Migration<S> {
        @Override
        public void up(S session) throws Exception {
            change.run(session);
        }

        @Override
        public void down(S session) {}
    }
}
