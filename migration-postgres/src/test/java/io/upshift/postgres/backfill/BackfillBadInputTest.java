package io.upshift.postgres.backfill;

import static io.upshift.postgres.backfill.Counters.execute;
import static io.upshift.postgres.backfill.Counters.text;
import static io.upshift.postgres.backfill.Counters.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.upshift.BatchSize;
import io.upshift.Batches;
import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.RevertTo;
import io.upshift.State;
import io.upshift.postgres.PostgresSession;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person can get wrong about work in batches, and what he is told. */
class BackfillBadInputTest {
    private Database database;
    private DataSource source;

    @BeforeEach
    void open() {
        database = PostgresServer.shared().freshDatabase();
        source = database.dataSource();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTableWithoutKeyIsRefusedUnlessTheConditionMakesItSafe() throws Exception {
        execute(
                source,
                "create table plain (a int, b int); insert into plain select n, 0 from generate_series(1, 5000) n");
        assertThat(failure(Backfill.table("plain").set("b", "b + 1")))
                .hasMessageContaining("has no usable key")
                .hasMessageContaining("nothing was changed");
        assertThat(text(source, "select sum(b) from plain")).isEqualTo("0");

        migrate(Backfill.table("plain").set("b", "b + 1").where("b = 0").size(BatchSize.fixed(100)));
        assertThat(text(source, "select count(*) from plain where b = 1")).isEqualTo("5000");
    }

    @Test
    void aConditionThatNeverBecomesFalseIsNoticed() throws Exception {
        Counters.create(source, 500);
        assertThat(failure(Backfill.table("counters").set("x", "x + 1").where("x >= 0")))
                .hasMessageContaining("it never becomes false")
                .hasMessageContaining("is committed");
    }

    @Test
    void workThatChangesItsOwnKeyIsRefused() throws Exception {
        Counters.create(source, 500);
        assertThat(failure(Backfill.table("counters").set("id", "id + 1000")))
                .hasMessageContaining("the work sets id, which belongs to the key")
                .hasMessageContaining("nothing was changed");
        assertThat(failure(Backfill.table("counters")
                        .rows(rows -> rows.forEach(row -> row.set(row.field("id", Long.class), 9L)))))
                .hasMessageContaining("the work changes id");
    }

    @Test
    void aTriggerFiresOncePerRow() throws Exception {
        Counters.create(source, 2_000);
        execute(
                source,
                "create table fired (id bigint); create function fire() returns trigger language plpgsql as"
                        + " $$ begin insert into fired values (new.id); return new; end $$;"
                        + " create trigger fires before update on counters for each row execute function fire()");
        migrate(Counters.ADD.size(BatchSize.fixed(300)));
        assertThat(text(source, "select count(*) || ' ' || count(distinct id) from fired"))
                .isEqualTo("2000 2000");
    }

    @Test
    void aTriggerThatUndoesTheWorkIsNoticed() throws Exception {
        Counters.create(source, 500);
        execute(
                source,
                "create function undo() returns trigger language plpgsql as $$ begin new.x := 0; return new; end $$;"
                        + " create trigger undoes before update on counters for each row execute function undo()");
        assertThat(failure(Backfill.table("counters").set("x", "1").where("x = 0")))
                .hasMessageContaining("it never becomes false");
    }

    @Test
    void aTableThatIsRenamedInMidRunFailsTheMigrationAndKeepsWhatIsCommitted() throws Exception {
        Counters.create(source, 3_000);
        assertThat(failure(beforeThirdBatch("alter table counters rename to gone")))
                .hasMessageContaining("\"public.counters\" does not exist")
                .hasMessageContaining("next:");
        assertThat(text(source, "select count(*) from gone where x = 1")).isEqualTo("2000");
    }

    @Test
    void aColumnThatIsDroppedInMidRunFailsTheMigrationAndKeepsWhatIsCommitted() throws Exception {
        Counters.create(source, 3_000);
        assertThat(failure(beforeThirdBatch("update counters set pad = x; alter table counters drop column x")))
                .hasMessageContaining("column \"x\"")
                .hasMessageContaining("next:");
        assertThat(text(source, "select count(*) from counters where pad = '1'"))
                .isEqualTo("2000");
    }

    /** Adds in batches of 1,000, and executes something on another connection in front of the third. */
    @SuppressWarnings("unchecked")
    private Batches<PostgresSession> beforeThirdBatch(String sql) {
        Batches<PostgresSession> work = Counters.ADD.size(BatchSize.fixed(1_000));
        AtomicInteger batches = new AtomicInteger();
        return (Batches<PostgresSession>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Batches.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("run") && batches.incrementAndGet() == 3) {
                        execute(source, sql);
                    }
                    try {
                        return method.invoke(work, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void aValidationQueryAnswersWithOneValue() throws Exception {
        Counters.create(source, 10);
        assertThat(failure(Counters.ADD.validated(List.of(
                        Validations.query("none", "select 1 where false", 1).before()))))
                .hasMessageContaining("the validation 'none' answers with no row");
        assertThat(failure(Counters.ADD.validated(
                        List.of(Validations.query("many", "select 1 from generate_series(1, 2)", 1)
                                .before()))))
                .hasMessageContaining("'many' answers with more than one row");
        assertThat(values(source)).isEqualTo("0 in 10");
    }

    @Test
    void aBatchHasAtLeastOneRow() {
        assertThatThrownBy(() -> BatchSize.fixed(0)).hasMessageContaining("at least 1 row");
        assertThatThrownBy(() -> BatchSize.fixed(-5)).hasMessageContaining("at least 1 row");
    }

    @Test
    void aStatementTimeoutOfTheRoleDoesNotCutBatches() throws Exception {
        Counters.create(source, 100);
        execute(
                source,
                "alter database " + text(source, "select quote_ident(current_database())")
                        + " set statement_timeout = '20ms'");
        try (Database again = database) {
            migrate(Backfill.table("counters")
                    .set("x", "x + 1 + length(pg_sleep(0.001)::text)")
                    .size(BatchSize.fixed(50)));
            assertThat(again.url()).isNotEmpty();
        }
    }

    @Test
    void contradictionsAreRefused() throws Exception {
        Counters.create(source, 1);
        assertThat(failure(Backfill.table("counters"))).hasMessageContaining("one of set, delete, rows and batches");
        assertThat(failure(Backfill.table("counters").delete())).hasMessageContaining("delete needs a condition");
        assertThat(failure(Backfill.table("nowhere").set("x", "1")))
                .hasMessageContaining("nowhere")
                .hasMessageContaining("next:");
        assertThat(failure(Backfill.table("counters").set("x", "1").key("nothing")))
                .hasMessageContaining("has no column nothing")
                .hasMessageContaining("id, x, pad");
    }

    @Test
    void aFailedFinalCheckSaysThatTheDataIsCommittedAndCanBeTakenBack() throws Exception {
        Counters.create(source, 1_000);
        Batches<PostgresSession> checked = Counters.ADD.validated(
                List.of(Validations.query("none left", "select count(*) from counters where x = 1", 0)));
        MigrationRunner<PostgresSession> runner = runner(checked);
        assertThat(catchThrowableOfType(MigrationException.class, runner::migrate))
                .hasMessageContaining("'none left' doesn't hold after the work")
                .hasMessageContaining("the batches are committed, 1000 rows are changed")
                .hasMessageContaining("take the migration back with revert");
        assertThat(runner.status().count(State.FAILED)).isEqualTo(1);

        assertThat(runner.revert(RevertTo.last(), plan -> true)).isInstanceOf(Report.Completed.class);
        assertThat(values(source)).isEqualTo("0 in 1000");
    }

    private void migrate(Batches<PostgresSession> work) {
        assertThat(runner(work).migrate()).isInstanceOf(Report.Completed.class);
    }

    private MigrationException failure(Batches<PostgresSession> work) {
        return catchThrowableOfType(MigrationException.class, () -> runner(work).migrate());
    }

    private MigrationRunner<PostgresSession> runner(Batches<PostgresSession> work) {
        return Counters.builder(source)
                .add(new Counters.Data(1, work, Counters.TAKE))
                .build();
    }
}
