package io.upshift.postgres.backfill;

import static io.upshift.postgres.backfill.Counters.execute;
import static io.upshift.postgres.backfill.Counters.text;
import static io.upshift.postgres.backfill.Counters.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.BatchSize;
import io.upshift.HealthCheck;
import io.upshift.Metadata;
import io.upshift.Migration;
import io.upshift.MigrationException;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.RecordedPlan;
import io.upshift.RunEvent;
import io.upshift.Settings;
import io.upshift.State;
import io.upshift.Status;
import io.upshift.postgres.PostgresSession;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work in batches beside everything else: what waits for it, what passes, and who says how it goes on. */
class BackfillControlTest {
    private static final int ROWS = 30_000;
    private static final Backfill SMALL = Counters.ADD.size(BatchSize.fixed(100));

    private Database database;
    private DataSource source;

    @BeforeEach
    void open() throws Exception {
        database = PostgresServer.shared().freshDatabase();
        source = database.dataSource();
        Counters.create(source, ROWS);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private record Sql(int version, String up, String needs) implements Migration<PostgresSession> {
        @Override
        public MigrationId id() {
            return MigrationId.of(Integer.toString(version), "sql");
        }

        @Override
        public Metadata metadata() {
            return needs.isEmpty() ? Metadata.none() : Metadata.none().dependsOn(needs);
        }

        @Override
        public void up(PostgresSession session) throws Exception {
            session.sql(up);
        }
    }

    private MigrationRunner.Builder<PostgresSession> three() {
        return Counters.builder(source)
                .add(
                        new Counters.Data(1, SMALL, Counters.TAKE),
                        new Sql(2, "alter table counters add constraint counted check (x = 1)", "1-count"),
                        new Sql(3, "create table other (id int)", ""));
    }

    @Test
    void whatDependsOnItWaitsAndWhatDoesNotPasses() throws Exception {
        MigrationRunner<PostgresSession> leaving =
                three().settings(Settings.defaults().batchWorkers(0)).build();
        Report report = leaving.migrate();
        assertThat(report).isInstanceOf(Report.Completed.class);
        assertThat(((Report.Completed) report).deferred()).anyMatch(reason -> reason.startsWith("1-count works in batches"));
        assertThat(states(leaving)).containsExactly(State.RUNNING, State.DEFERRED, State.APPLIED);
        assertThat(values(source)).isEqualTo("0 in " + ROWS);
        assertThat(leaving.validate()).containsExactly("1-count was interrupted; migrate resumes it");

        MigrationRunner<PostgresSession> doing = three().build();
        assertThat(doing.migrate()).isInstanceOf(Report.Completed.class);
        assertThat(states(doing)).containsExactly(State.APPLIED, State.APPLIED, State.APPLIED);
        assertThat(doing.migrate()).isInstanceOf(Report.UpToDate.class);
        assertThat(doing.validate()).isEmpty();
    }

    @Test
    void aServiceStartsWithoutWaitingForIt() throws Exception {
        AtomicBoolean mayGoOn = new AtomicBoolean();
        MigrationRunner<PostgresSession> runner = three().throttle(session ->
                        mayGoOn.get() ? HealthCheck.Health.fine() : HealthCheck.Health.closed("not yet"))
                .build();
        Report report = runner.start().join();
        assertThat(((Report.Completed) report).deferred()).isNotEmpty();
        assertThat(text(source, "select to_regclass('other') is not null")).isEqualTo("t");
        mayGoOn.set(true);
        for (int i = 0; i < 1_500 && runner.status().count(State.APPLIED) < 3; i++) {
            Thread.sleep(10);
        }
        assertThat(runner.status().count(State.APPLIED)).isEqualTo(3);
        assertThat(values(source)).isEqualTo("1 in " + ROWS);
    }

    @Test
    void anotherProcessPausesItSeesHowFarItIsAndLetsItGoOn() throws Exception {
        List<RunEvent.Progress> progress = new CopyOnWriteArrayList<>();
        MigrationRunner<PostgresSession> runner = three().listener(event -> {
                    if (event instanceof RunEvent.Progress one) {
                        progress.add(one);
                    }
                })
                .build();
        CompletableFuture<Report> run = CompletableFuture.supplyAsync(runner::migrate);
        MigrationRunner<PostgresSession> other = three().build();
        await("select exists (select from counters where x = 1)");
        other.pause("1");
        await("select is_paused and (select count(*) from pg_stat_activity where application_name = 'upshift counting"
                + " batches' and state <> 'idle') = 0 from upshift_history_batch_step");
        Status.Work paused = other.status().batches().get(0);
        assertThat(paused.checkpoint().isPaused()).isTrue();
        assertThat(paused.checkpoint().changed()).isPositive().isLessThan(ROWS);
        assertThat(values(source)).contains("1 in " + paused.checkpoint().changed());
        assertThat(other.status().toJson()).contains("\"paused\" : true");
        Thread.sleep(1_300);
        assertThat(run).isNotDone();
        other.resume("1-count");
        assertThat(run.join()).isInstanceOf(Report.Completed.class);
        assertThat(values(source)).isEqualTo("1 in " + ROWS);
        assertThat(progress).anyMatch(one -> one.note().contains("paused"));
        RunEvent.Progress last = progress.get(progress.size() - 1);
        assertThat(last.done()).isEqualTo(ROWS).isEqualTo(last.total());
        assertThatThrownBy(() -> other.pause("1")).hasMessageContaining("No work in batches is under way for 1");
    }

    @Test
    void anInterruptEndsItBetweenTwoBatchesAndItIsGoneOnWith() throws Exception {
        AtomicReference<MigrationException> failure = new AtomicReference<>();
        MigrationRunner<PostgresSession> runner = three().build();
        Thread thread = new Thread(() -> {
            try {
                runner.migrate();
            } catch (MigrationException e) {
                failure.set(e);
            }
        });
        thread.start();
        await("select exists (select from counters where x = 1)");
        thread.interrupt();
        thread.join(20_000);
        assertThat(Objects.requireNonNull(failure.get()))
                .hasMessageContaining("The work in batches of 1-count was stopped")
                .hasMessageContaining("run again");
        assertThat(states(runner)).startsWith(State.RUNNING);
        assertThat(runner.migrate()).isInstanceOf(Report.Completed.class);
        assertThat(values(source)).isEqualTo("1 in " + ROWS);
    }

    @Test
    void strainIsShownWithItsReason() throws Exception {
        List<String> notes = new CopyOnWriteArrayList<>();
        long begun = System.nanoTime();
        three().throttle(session -> System.nanoTime() - begun < 2_000_000_000L
                        ? HealthCheck.Health.strained("the replica is behind")
                        : HealthCheck.Health.fine())
                .listener(event -> {
                    if (event instanceof RunEvent.Progress progress) {
                        notes.add(progress.note());
                    }
                })
                .build()
                .migrate();
        assertThat(notes).anyMatch(note -> note.contains("slowed: the replica is behind"));
        assertThat(values(source)).isEqualTo("1 in " + ROWS);
    }

    @Test
    void theRecordedPlanShowsTheWorkAsItIsDeclared() throws Exception {
        try (Database scratch = PostgresServer.shared().freshDatabase()) {
            MigrationRunner<PostgresSession> runner = Counters.builder(scratch.dataSource())
                    .add(
                            new Sql(1, "create table counters (id int primary key, x int not null)", ""),
                            new Counters.Data(2, SMALL.where("x = 0"), Counters.TAKE))
                    .build();
            RecordedPlan.Recording recording =
                    Objects.requireNonNull(runner.record().migrations().get(1));
            assertThat(recording.up())
                    .containsExactly("update \"counters\" set \"x\" = x + 1 where true /* one batch of keys at a time */"
                            + " and (x = 0\n)");
            assertThat(recording.down()).isNull();
            assertThat(runner.record().toJson()).doesNotContain("upshift_history");
        }
    }

    @Test
    void partOfTheWorkIsTakenBackAsFarAsItWasDone() throws Exception {
        MigrationRunner<PostgresSession> runner = Counters.builder(source)
                .add(new Counters.Data(1, SMALL.set("x", "x + 1 + 0 / (20000 - id)::int"), Counters.TAKE))
                .build();
        assertThatThrownBy(runner::migrate).hasMessageContaining("division by zero");
        assertThat(values(source)).isEqualTo("0 in 10001, 1 in 19999");
        assertThat(runner.revert(io.upshift.RevertTo.last(), plan -> true)).isInstanceOf(Report.Completed.class);
        assertThat(values(source)).isEqualTo("0 in " + ROWS);
        execute(source, "delete from counters where id = 20000");
        assertThat(runner.migrate()).isInstanceOf(Report.Completed.class);
        assertThat(values(source)).isEqualTo("1 in " + (ROWS - 1));
    }

    private static List<State> states(MigrationRunner<PostgresSession> runner) {
        return runner.status().migrations().stream().map(Status.Line::state).toList();
    }

    private void await(String condition) throws Exception {
        for (int i = 0; i < 2_000; i++) {
            if (text(source, "select to_regclass('upshift_history_batch_step') is not null").equals("t")
                    && text(source, condition).equals("t")) {
                return;
            }
            Thread.sleep(5);
        }
        throw new AssertionError("It never came true: " + condition);
    }
}
