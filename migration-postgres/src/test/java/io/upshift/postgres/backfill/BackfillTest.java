package io.upshift.postgres.backfill;

import static io.upshift.postgres.backfill.Counters.execute;
import static io.upshift.postgres.backfill.Counters.text;
import static io.upshift.postgres.backfill.Counters.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.RevertTo;
import io.upshift.postgres.PostgresSession;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The declarative form, from the first batch to the last check. */
class BackfillTest {
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
    void everyRowIsChangedOnceAndTakenBackOnce() throws Exception {
        Counters.create(source, 120_000);
        MigrationRunner<PostgresSession> runner = Counters.runner(source, 7_000, 1);

        assertThat(runner.migrate()).isInstanceOf(Report.Completed.class);
        assertThat(values(source)).isEqualTo("1 in 120000");
        assertThat(text(source, "select count(*) > 1 and sum(changed) = 120000 and sum(passed) = 120000"
                        + " from upshift_history_batch_range"))
                .isEqualTo("t");
        assertThat(runner.migrate()).isInstanceOf(Report.UpToDate.class);

        assertThat(runner.revert(RevertTo.last(), plan -> true)).isInstanceOf(Report.Completed.class);
        assertThat(values(source)).isEqualTo("0 in 120000");
        assertThat(runner.migrate()).isInstanceOf(Report.Completed.class);
        assertThat(values(source)).isEqualTo("1 in 120000");
        assertThat(runner.validate()).isEmpty();
    }

    @Test
    void anEmptyTableIsDoneAtOnce() throws Exception {
        Counters.create(source, 0);
        assertThat(Counters.runner(source, 10, 1).migrate()).isInstanceOf(Report.Completed.class);
    }

    @Test
    void onlyRowsThatMeetTheConditionAreChanged() throws Exception {
        Counters.create(source, 1_000);
        execute(source, "update counters set x = 5 where id % 2 = 0");
        Backfill odd = Backfill.table("public.counters").set("x", "x + 1").where("x < 1");
        Counters.builder(source).add(new Counters.Data(1, odd, odd)).build().migrate();
        assertThat(values(source)).isEqualTo("1 in 500, 5 in 500");
    }
}
