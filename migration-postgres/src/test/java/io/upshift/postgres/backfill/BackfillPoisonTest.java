package io.upshift.postgres.backfill;

import static io.upshift.postgres.backfill.Counters.text;
import static io.upshift.postgres.backfill.Counters.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.upshift.BatchSize;
import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.postgres.PostgresSession;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that fail by themselves are found among thousands that don't. */
class BackfillPoisonTest {
    private static final String KEYS = "select string_agg(key, ' ' order by key) from upshift_history_batch_failed";
    private static final Backfill DIVIDE = Backfill.table("counters")
            .set("x", "x + 1 + 0 / (case when id in (17, 1999, 2000) then 0 else 1 end)")
            .size(BatchSize.fixed(700));

    private Database database;
    private DataSource source;

    @BeforeEach
    void open() throws Exception {
        database = PostgresServer.shared().freshDatabase();
        source = database.dataSource();
        Counters.create(source, 3_000);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void asManyRowsAsAreAllowedAreLeftOut() throws Exception {
        assertThat(runner(DIVIDE.skipUpTo(3)).migrate()).isInstanceOf(Report.Completed.class);
        assertThat(values(source)).isEqualTo("0 in 3, 1 in 2997");
        assertThat(text(source, KEYS)).isEqualTo("{17} {1999} {2000}");
        assertThat(text(source, "select min(error) from upshift_history_batch_failed")).contains("division by zero (22012)");
    }

    @Test
    void oneMoreFailsTheRunAndTheKeyIsKept() throws Exception {
        MigrationRunner<PostgresSession> runner = runner(DIVIDE.skipUpTo(2));
        assertThat(catchThrowableOfType(MigrationException.class, runner::migrate))
                .hasMessageContaining("division by zero (22012)")
                .hasMessageContaining("whose key is kept with the checkpoints")
                .hasMessageContaining("the batches before it are committed");
        assertThat(values(source)).isEqualTo("0 in 1003, 1 in 1997");
        assertThat(text(source, KEYS + " where not is_left_out")).isEqualTo("{2000}");

        assertThat(runner(Counters.ADD).migrate()).isInstanceOf(Report.Completed.class);
        assertThat(values(source)).isEqualTo("0 in 2, 1 in 2998");
    }

    @Test
    void codeThatFailsOnARowIsHandledAlike() throws Exception {
        Backfill work = Backfill.table("counters").skipUpTo(1).size(BatchSize.fixed(500)).rows(rows -> rows.forEach(row -> {
            if (row.get("id", Long.class) == 1234) {
                throw new IllegalStateException("secret 1234");
            }
            row.set(row.field("x", Integer.class), 1);
        }));
        assertThat(runner(work).migrate()).isInstanceOf(Report.Completed.class);
        assertThat(values(source)).isEqualTo("0 in 1, 1 in 2999");
        assertThat(text(source, "select error from upshift_history_batch_failed"))
                .isEqualTo("java.lang.IllegalStateException in the work's own code");
    }

    private MigrationRunner<PostgresSession> runner(Backfill work) {
        return Counters.builder(source)
                .add(new Counters.Data(1, work, Counters.TAKE))
                .build();
    }
}
