package io.upshift.postgres.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.RevertTo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Constraints that old code doesn't satisfy: what it writes is mended until it is gone. */
class RequirementTest {
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = Stage.open("create table customers (id int primary key); insert into customers values (1);"
                + "create table orders (id int primary key, currency text, total numeric, customer_id int);"
                + "insert into orders values (1, null, -5, 9), (2, 'USD', null, null), (3, 'EUR', 7, 1)");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void nullsAreReplacedUntilTheyAreRefused() throws Exception {
        TableChange change = TableChange.setNotNull("orders", "currency", "'EUR'");
        stage.expand(change);
        stage.execute("insert into orders (id) values (4); update orders set currency = null where id = 3");
        assertThat(stage.rows("select currency from orders order by id")).isEqualTo("- USD EUR EUR");
        stage.backfill(change);
        assertThat(stage.rows("select currency from orders order by id")).isEqualTo("EUR USD EUR EUR");
        stage.contract(change);
        assertThatThrownBy(() -> stage.execute("insert into orders (id) values (5)"))
                .hasMessageContaining("not-null constraint");
        stage.runner(change, true).revert(RevertTo.everything(), plan -> true);
        stage.execute("insert into orders (id) values (5)");
        assertThat(stage.text("select currency from orders where id = 5")).isEqualTo("null");
    }

    @Test
    void aCheckIsSatisfiedForOldCode() throws Exception {
        TableChange change = TableChange.addCheck("positive", "orders", "total >= 0", "total", "-total");
        stage.backfill(change);
        stage.execute("insert into orders (id, total) values (4, -1)");
        assertThat(stage.rows("select total from orders order by id")).isEqualTo("5 - 7 1");
        stage.contract(change);
        assertThat(stage.text("select convalidated from pg_constraint where conname = 'positive'"))
                .isEqualTo("t");
        assertThatThrownBy(() -> stage.execute("insert into orders (id, total) values (5, -1)"))
                .hasMessageContaining("positive");
    }

    @Test
    void aReferenceToNothingIsMendedForOldCode() throws Exception {
        TableChange change = TableChange.addForeignKey("buyer", "orders", "customer_id", "customers.id", "null");
        stage.backfill(change);
        stage.execute("insert into orders (id, customer_id) values (4, 77), (5, 1)");
        assertThat(stage.rows("select customer_id from orders order by id")).isEqualTo("- - 1 - 1");
        stage.contract(change);
        assertThat(stage.text("select convalidated from pg_constraint where conname = 'buyer'"))
                .isEqualTo("t");
    }
}
