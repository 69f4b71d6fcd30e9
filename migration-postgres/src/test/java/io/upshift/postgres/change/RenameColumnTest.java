package io.upshift.postgres.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.RevertTo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A renamed column, from the first phase to the last and back. */
class RenameColumnTest {
    private static final TableChange RENAME = TableChange.renameColumn("orders", "customer", "customer_name");

    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = Stage.open("create table orders (id bigint primary key, customer text);"
                + " insert into orders select i, 'c' || i from generate_series(1, 1000) i");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void bothNamesWorkUntilTheContract() throws Exception {
        stage.expand(RENAME);
        stage.execute("insert into orders (id, customer) values (2001, 'old')");
        stage.execute("insert into orders (id, customer_name) values (2002, 'new')");
        stage.execute("update orders set customer = 'o' where id = 1");
        stage.execute("update orders set customer_name = 'n' where id = 2");
        stage.execute("update orders set customer_name = null where id = 3");
        assertThat(stage.text(
                        "select string_agg(concat_ws(':', id, coalesce(customer, '-'), coalesce(customer_name, '-')),"
                                + " ' ' order by id) from orders where id < 5 or id > 2000"))
                .isEqualTo("1:o:o 2:n:n 3:-:- 4:c4:- 2001:old:old 2002:new:new");

        stage.backfill(RENAME);
        assertThat(stage.text("select count(*) from orders where customer is distinct from customer_name"))
                .isEqualTo("0");

        stage.contract(RENAME);
        assertThat(stage.columns("orders")).isEqualTo("id customer_name");
        assertThat(stage.text("select customer_name from orders where id = 1")).isEqualTo("o");
    }

    @Test
    void eachPhaseIsTakenBackWithWhatWasWrittenMeanwhile() throws Exception {
        stage.backfill(RENAME);
        stage.execute("update orders set customer_name = 'n' where id = 1");
        stage.runner(RENAME, false).revert(RevertTo.last(), plan -> true);
        stage.execute("update orders set customer_name = 'n' where id = 2");
        stage.runner(RENAME, false).revert(RevertTo.last(), plan -> true);
        assertThat(stage.columns("orders")).isEqualTo("id customer");
        assertThat(stage.text("select string_agg(customer, ' ' order by id) from orders where id < 4"))
                .isEqualTo("n n c3");
        assertThat(stage.text("select count(*) from pg_trigger where not tgisinternal"))
                .isEqualTo("0");
        stage.backfill(RENAME);
        assertThat(stage.text("select count(*) from orders where customer_name is not null"))
                .isEqualTo("1000");
    }
}
