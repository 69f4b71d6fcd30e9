package io.upshift.postgres.backfill;

import static io.upshift.postgres.backfill.Counters.text;
import static io.upshift.postgres.backfill.Counters.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.postgres.Child;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several instances share one piece of work, with the database as their only coordinator. */
class BackfillTogetherTest {
    private static final int ROWS = 150_000;

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

    @Test
    void twoProcessesChangeEachRowOnce() throws Exception {
        together(2);
    }

    @Test
    void tenProcessesChangeEachRowOnce() throws Exception {
        together(10);
    }

    @Test
    void aProcessThatIsHaltedPastEverythingChangesNothingWhenItGoesOn() throws Exception {
        try (Child halted = BackfillChild.start(database, 300, 1);
                Child other = BackfillChild.start(database, 3_000, 1)) {
            halted.awaitReady();
            other.awaitReady();
            halted.go();
            for (int i = 0;
                    i < 1_000
                            && text(
                                            source,
                                            "select to_regclass('upshift_history_batch_range') is null or"
                                                    + " (select count(*) from counters where x = 1) = 0")
                                    .equals("t");
                    i++) {
                Thread.sleep(2);
            }
            halted.signal("STOP");
            // What it has locked in mid-batch is given back by the server, as after the minute that is set.
            Counters.execute(
                    source,
                    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'upshift counting"
                            + " batches' and datname = current_database() and state = 'idle in transaction'");
            other.go();
            assertThat(other.said()).isEqualTo("Completed");
            halted.signal("CONT");
            assertThat(halted.said()).isEqualTo("Completed");
        }
        assertExact();
    }

    private void together(int processes) throws Exception {
        List<Child> children = new ArrayList<>();
        try {
            for (int i = 0; i < processes; i++) {
                children.add(BackfillChild.start(database, 400, 1));
            }
            for (Child child : children) {
                child.awaitReady();
            }
            for (Child child : children) {
                child.go();
            }
            for (Child child : children) {
                assertThat(child.said()).isIn("Completed", "UpToDate");
            }
        } finally {
            children.forEach(Child::close);
        }
        assertExact();
    }

    private void assertExact() throws Exception {
        assertThat(values(source)).isEqualTo("1 in " + ROWS);
        assertThat(text(source, "select sum(changed) from upshift_history_batch_range"))
                .isEqualTo(Integer.toString(ROWS));
        assertThat(text(source, "select count(*) from upshift_history where state = 'applied'"))
                .isEqualTo("1");
    }
}
