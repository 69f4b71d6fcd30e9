package io.upshift.postgres.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.MigrationException;
import io.upshift.MigrationId;
import io.upshift.RunEvent;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that loses its connection in any step of any phase is completed by the next one, with no step left out. */
class CutOffTest {
    private static final TableChange RENAME = TableChange.renameColumn("orders", "customer", "customer_name");

    @ParameterizedTest(name = "phase {0}, step {1}")
    @CsvSource({"1,0", "1,1", "2,0", "2,1", "2,2", "3,0", "3,1", "3,2", "3,3", "3,4"})
    void theNextRunCompletesIt(int phase, int step) throws Exception {
        try (Stage stage = Stage.open("create table orders (id bigint primary key, customer text not null default 'x');"
                + "create unique index who on orders (customer); insert into orders select i, 'c' || i from"
                + " generate_series(1, 100) i")) {
            MigrationId cut = MigrationId.parse(
                    "1709123456789." + phase + "-Change" + new String[] {"Expand", "Backfill", "Contract"}[phase - 1]);
            int[] cuts = {0};
            try {
                stage.runner(RENAME, event -> {
                            if (event instanceof RunEvent.StepStarted started
                                    && started.step().id().equals(cut)
                                    && started.step().number() == step
                                    && cuts[0]++ == 0) {
                                endSessions(stage);
                            }
                        })
                        .migrate();
            } catch (MigrationException e) {
                assertThat(cuts[0]).isPositive();
            }
            assertThat(cuts[0]).isEqualTo(1);
            stage.contract(RENAME);
            assertThat(stage.columns("orders")).isEqualTo("id customer_name");
            assertThat(stage.rows("select count(*), count(distinct customer_name), min(customer_name) from orders"))
                    .isEqualTo("100|100|c1");
            assertThat(stage.rows("select indexdef from pg_indexes where indexname = 'who'"))
                    .isEqualTo("CREATE UNIQUE INDEX who ON public.orders USING btree (customer_name)");
            assertThat(stage.rows("select attnotnull, (select count(*) from pg_trigger where not tgisinternal)"
                            + " from pg_attribute where attname = 'customer_name' and attrelid = 'orders'::regclass"))
                    .isEqualTo("t|0");
            assertThat(stage.text("insert into orders (id) values (1000) returning customer_name"))
                    .isEqualTo("x");
        }
    }

    private static void endSessions(Stage stage) {
        try {
            stage.execute(
                    "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database()"
                            + " and pid <> pg_backend_pid()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
