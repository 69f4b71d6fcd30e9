package io.upshift.postgres.backfill;

import static io.upshift.postgres.backfill.Counters.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.upshift.BatchSize;
import io.upshift.Batches;
import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.RevertTo;
import io.upshift.Validation;
import io.upshift.postgres.PostgresSession;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks before, in, after and across the work, in both directions. */
class BackfillValidationTest {
    private static final Backfill SMALL = Counters.ADD.size(BatchSize.fixed(100));

    private Database database;
    private DataSource source;

    @BeforeEach
    void open() throws Exception {
        database = PostgresServer.shared().freshDatabase();
        source = database.dataSource();
        Counters.create(source, 1_000);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatHoldsLetsTheWorkPass() {
        assertThat(runner(SMALL.validated(List.of(
                                Validations.query("some", "select count(*) from counters", 1_000L).before(),
                                Validations.query("none beyond", "select max(x) from counters", value -> Integer.valueOf(1).equals(value))
                                        .perBatch(),
                                Validations.everyRow("counters", "x = 1"),
                                Validations.sameRows("counters"),
                                Validations.sameContent("public.counters", "id", "pad"),
                                Validations.unchanged("ids", "select sum(id) from counters"),
                                Validations.roundTrip("counters", "x", "x + 1", "made - 1", 100))))
                        .migrate())
                .isInstanceOf(Report.Completed.class);
    }

    @Test
    void aCheckBeforeTheWorkKeepsItFromBeginning() throws Exception {
        assertThat(failure(Validations.roundTrip("counters", "x", "x * 0", "made", 100)))
                .isNull();
        open();
        Counters.execute(source, "update counters set x = 7 where id = 500");
        assertThat(failure(Validations.roundTrip("counters", "x", "x * 0", "made", 100)))
                .hasMessageContaining("'round trip of x in counters' doesn't hold before the work; nothing was changed");
        assertThat(values(source)).isEqualTo("0 in 999, 7 in 1");
    }

    @Test
    void aCheckOfEachBatchRollsTheBatchBack() throws Exception {
        Validation<PostgresSession> few = Validations.query(
                        "few", "select count(*) from counters where x = 1", value -> (Long) value <= 300)
                .perBatch();
        assertThat(failure(few))
                .hasMessageContaining("'few' doesn't hold after a batch, which was rolled back")
                .hasMessageContaining("the batches before it are committed");
        assertThat(values(source)).isEqualTo("0 in 700, 1 in 300");
    }

    @Test
    void whatTheWorkMustNotTouchIsComparedAfterIt() {
        Batches<PostgresSession> meddling =
                SMALL.set("pad", "pad || 'x'").validated(List.of(Validations.sameContent("counters", "pad")));
        assertThat(catchThrowableOfType(MigrationException.class, () -> runner(meddling).migrate()))
                .hasMessageContaining("'content of counters' doesn't hold after the work")
                .hasMessageContaining("1000 rows are changed")
                .hasMessageNotContaining("ppp");
    }

    @Test
    void theWayBackHasChecksOfItsOwn() throws Exception {
        MigrationRunner<PostgresSession> runner = Counters.builder(source)
                .add(new Counters.Data(
                        1, SMALL, Counters.TAKE.validated(List.of(Validations.everyRow("counters", "x = 5")))))
                .build();
        runner.migrate();
        assertThat(catchThrowableOfType(
                        MigrationException.class, () -> runner.revert(RevertTo.last(), plan -> true)))
                .hasMessageContaining("The revert failed")
                .hasMessageContaining("'every row of counters' doesn't hold after the work");
        assertThat(values(source)).isEqualTo("0 in 1000");
    }

    private MigrationException failure(Validation<PostgresSession> check) {
        return catchThrowableOfType(
                MigrationException.class,
                () -> runner(SMALL.validated(List.of(check))).migrate());
    }

    private MigrationRunner<PostgresSession> runner(Batches<PostgresSession> work) {
        return Counters.builder(source)
                .add(new Counters.Data(1, work, Counters.TAKE))
                .build();
    }
}
