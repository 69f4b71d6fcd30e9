package io.upshift.postgres.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The statements of the version before, and of the version after, on every phase of the schema. */
class OldCodeTest {
    private static final TableChange CHANGE = TableChange.changeType("orders", "total")
            .into("cents", "bigint", "total * 100")
            .back("total", "cents / 100.0");

    /** Each leaves the row with the id 7 with a total of 5.00. */
    private static final List<String> OLD = List.of(
            "insert into orders (id, region, total) values (7, 'eu', 5)",
            "insert into orders values (7, 'eu', 5)",
            "insert into orders (id, region, total) values (7, 'eu', 1); update orders set total = 5 where id = 7",
            "insert into orders (id, region, total) values (7, 'eu', 1) on conflict (id, region) do nothing;"
                    + "insert into orders (id, region, total) values (7, 'eu', 5) on conflict (id, region)"
                    + " do update set total = excluded.total",
            "insert into orders (id, region) values (7, 'eu'); update orders set (region, total) = ('us', 5) where id = 7",
            "insert into orders (id, region, total) select 7, 'eu', total + 4 from orders where id = 1",
            "insert into orders (id, region, total) values (8, 'eu', 5); update orders set id = 7 where id = 8",
            "insert into orders (id, region, total) values (7, 'eu', 4.5); update orders set total = total + 0.5 where id = 7",
            "merge into orders o using (values (7, 'eu', 5)) v (id, region, total) on o.id = v.id when matched then"
                    + " update set total = v.total when not matched then insert (id, region, total)"
                    + " values (v.id, v.region, v.total)",
            "with moved as (delete from orders where id = 1 returning 5 as total) insert into orders (id, region, total)"
                    + " select 7, 'us', total from moved");

    private static final List<String> NEW = List.of(
            "insert into orders (id, region, cents) values (7, 'eu', 500)",
            "insert into orders (id, region, cents) values (7, 'eu', 1); update orders set cents = 500 where id = 7",
            "insert into orders (id, region, cents) values (7, 'eu', 1);"
                    + "insert into orders (id, region, cents) values (7, 'eu', 500) on conflict (id, region)"
                    + " do update set cents = excluded.cents",
            "insert into orders (id, region, cents) values (7, 'eu', 500); update orders set region = 'us' where id = 7",
            "insert into orders (id, region, cents) values (7, 'eu', null); update orders set cents = 500, region = 'us'"
                    + " where id = 7");

    private static final String SCHEMA = "create table orders (id int, region text, total numeric(10,2), note text,"
            + " primary key (id, region)) partition by list (region);"
            + "create table orders_eu partition of orders for values in ('eu');"
            + "create table orders_us partition of orders for values in ('us');"
            // What another trigger changes counts as well.
            + "create function cap() returns trigger language plpgsql as 'begin new.total := least(new.total, 1000);"
            + " return new; end'; create trigger cap before insert or update on orders for each row execute function cap();"
            + "insert into orders values (1, 'eu', 1), (2, 'us', 2)";

    @Test
    void bothVersionsWorkInEveryPhase() throws Exception {
        try (Stage stage = Stage.open(SCHEMA)) {
            all(stage, OLD, "select total from orders where id = 7", "5.00");
            stage.expand(CHANGE);
            all(stage, OLD, "select total, cents from orders where id = 7", "5.00|500");
            all(stage, NEW, "select total, cents from orders where id = 7", "5.00|500");
            stage.backfill(CHANGE);
            all(stage, OLD, "select total, cents from orders where id = 7", "5.00|500");
            all(stage, NEW, "select total, cents from orders where id = 7", "5.00|500");
            assertThat(stage.text("insert into orders (id, region, total) values (9, 'eu', 2000) returning cents"))
                    .isEqualTo("100000");
            assertThat(stage.text("insert into orders (id, region, cents) values (10, 'eu', 250) returning total"))
                    .isEqualTo("2.50");
            stage.execute("update orders set cents = 3, total = 99 where id = 10");
            assertThat(stage.rows("select total, cents from orders where id = 10"))
                    .isEqualTo("0.03|3");
            stage.execute("drop trigger cap on orders");
            stage.contract(CHANGE);
            all(stage, NEW, "select cents from orders where id = 7", "500");
        }
    }

    private static void all(Stage stage, List<String> statements, String query, String expected) throws Exception {
        for (String statement : statements) {
            stage.execute(statement);
            assertThat(stage.rows(query)).as(statement).isEqualTo(expected);
            stage.execute("delete from orders where id in (1, 7, 8); insert into orders (id, region) values (1, 'eu');"
                    + (expected.equals("500")
                            ? "update orders set cents = 100 where id = 1"
                            : "update orders set total = 1 where id = 1"));
        }
    }
}
