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
import io.upshift.Validation;
import io.upshift.postgres.PostgresSession;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.util.List;
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
        execute(source, "create table plain (a int, b int); insert into plain select n, 0 from generate_series(1, 5000) n");
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
        assertThat(failure(Backfill.table("counters").rows(rows -> rows.forEach(row -> row.set(row.field("id", Long.class), 9L)))))
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
        assertThat(text(source, "select count(*) || ' ' || count(distinct id) from fired")).isEqualTo("2000 2000");
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
    void aTableThatIsDroppedInMidRunFailsTheMigration() throws Exception {
        Counters.create(source, 3_000);
        Batches<PostgresSession> dropping = Counters.ADD
                .size(BatchSize.fixed(1_000))
                .validated(List.of(Validation.<PostgresSession>that(
                                "still there",
                                session -> {
                                    execute(source, "alter table counters rename to gone");
                                    return 1;
                                },
                                value -> true)
                        .before()));
        assertThat(failure(dropping)).hasMessageContaining("counters").hasMessageContaining("next:");
        assertThat(text(source, "select count(*) from gone where x <> 0")).isEqualTo("0");
    }

    @Test
    void aColumnThatIsDroppedInMidRunFailsTheMigrationAndKeepsWhatIsCommitted() throws Exception {
        Counters.create(source, 3_000);
        execute(source, "create sequence batches");
        Batches<PostgresSession> work = Backfill.table("counters")
                .set("x", "x + 1 + 0 * case when id = 1001 then (select 0 from missing) else 0 end")
                .size(BatchSize.fixed(1_000));
        assertThat(failure(work)).hasMessageContaining("missing").hasMessageContaining("next:");
        assertThat(text(source, "select count(*) from counters where x = 1")).isIn("0", "1000");
    }

    @Test
    void aValidationQueryAnswersWithOneValue() throws Exception {
        Counters.create(source, 10);
        assertThat(failure(Counters.ADD.validated(
                        List.of(Validations.query("none", "select 1 where false", 1).before()))))
                .hasMessageContaining("the validation 'none' answers with no row");
        assertThat(failure(Counters.ADD.validated(
                        List.of(Validations.query("many", "select 1 from generate_series(1, 2)", 1).before()))))
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
        execute(source, "alter database " + text(source, "select quote_ident(current_database())")
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
        assertThat(failure(Backfill.table("counters"))).hasMessageContaining("one of set, delete and rows");
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
        Batches<PostgresSession> checked =
                Counters.ADD.validated(List.of(Validations.query("none left", "select count(*) from counters where x = 1", 0)));
        MigrationRunner<PostgresSession> runner = runner(checked);
        assertThat(catchThrowableOfType(MigrationException.class, runner::migrate))
                .hasMessageContaining("'none left' doesn't hold after the work")
                .hasMessageContaining("the batches are committed, 1000 rows are changed")
                .hasMessageContaining("take it back with revert");
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
