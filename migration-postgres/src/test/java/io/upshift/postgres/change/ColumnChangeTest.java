package io.upshift.postgres.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each kind of change of columns: old and new code both see what the other writes, in every phase. */
class ColumnChangeTest {
    @Test
    void aTypeIsChanged() throws Exception {
        TableChange change = TableChange.changeType("orders", "total")
                .into("total_cents", "bigint", "total * 100")
                .back("total", "total_cents / 100.0");
        try (Stage stage = Stage.open("create table orders (id int primary key, total numeric(10,2) not null);"
                + "insert into orders values (1, 1.5), (2, 2.25)")) {
            stage.expand(change);
            stage.execute("insert into orders (id, total) values (3, 3.75)");
            stage.execute("insert into orders (id, total_cents) values (4, 401)");
            stage.execute("update orders set total_cents = 99 where id = 1");
            stage.backfill(change);
            assertThat(stage.rows("select id, total, total_cents from orders order by id"))
                    .isEqualTo("1|0.99|99 2|2.25|225 3|3.75|375 4|4.01|401");
            stage.contract(change);
            assertThat(stage.rows("select * from orders order by id")).isEqualTo("1|99 2|225 3|375 4|401");
            assertThat(stage.text("select attnotnull from pg_attribute where attname = 'total_cents'"))
                    .isEqualTo("t");
        }
    }

    @Test
    void oneColumnBecomesSeveral() throws Exception {
        TableChange change = TableChange.splitColumn("people", "name")
                .into("first", "text", "split_part(name, ' ', 1)")
                .into("last", "text", "substr(name, strpos(name, ' ') + 1)")
                .back("name", "first || ' ' || last");
        try (Stage stage = Stage.open("create table people (id int primary key, name text not null);"
                + "insert into people values (1, 'Ada Lovelace'), (2, 'Alan Turing')")) {
            stage.expand(change);
            stage.execute("insert into people (id, first, last) values (3, 'Anne Marie', 'van Dyk')");
            stage.execute("update people set last = 'King' where id = 1"); // its first name isn't filled yet
            stage.execute("update people set first = 'A', last = 'King' where id = 2");
            stage.backfill(change);
            assertThat(stage.rows("select first, last, name from people order by id"))
                    .isEqualTo("Ada|King|Ada King A|King|A King Anne Marie|van Dyk|Anne Marie van Dyk");
            stage.contract(change);
            assertThat(stage.columns("people")).isEqualTo("id first last");
        }
    }

    @Test
    void severalColumnsBecomeOne() throws Exception {
        TableChange change = TableChange.mergeColumns("people", "first", "last")
                .into("name", "text", "concat_ws(' ', first, last)")
                .back("first", "split_part(name, ' ', 1)")
                .back("last", "substr(name, strpos(name, ' ') + 1)");
        try (Stage stage = Stage.open("create table people (id int primary key, first text, last text);"
                + "insert into people values (1, 'Ada', 'Lovelace'), (2, 'Anne Marie', 'van Dyk')")) {
            stage.expand(change);
            stage.execute("update people set last = 'King' where id = 1");
            stage.execute("insert into people (id, name) values (3, 'Alan Turing')");
            stage.backfill(change);
            assertThat(stage.rows("select first, last, name from people order by id"))
                    .isEqualTo("Ada|King|Ada King Anne Marie|van Dyk|Anne Marie van Dyk Alan|Turing|Alan Turing");
            stage.contract(change);
            assertThat(stage.columns("people")).isEqualTo("id name");
        }
    }

    @Test
    void columnsBecomeADocumentAndAreReadOutOfItAgain() throws Exception {
        TableChange change =
                TableChange.toJson("shipping_details", "shipping_options", "method", "speed", "cost", "tags", "at");
        try (Stage stage = Stage.open("create table shipping_details (id int primary key, method varchar(50), speed"
                + " varchar(50), cost decimal(10,2), tags text[], at timestamptz);"
                + "insert into shipping_details values (1, 'air', 'fast', 9.90, '{a,\"b c\"}', '2024-01-02 03:04Z')")) {
            stage.expand(change);
            stage.execute("insert into shipping_details (id, shipping_options) values (2, '{\"method\":\"sea\","
                    + "\"cost\":1.5,\"tags\":[\"x\"],\"more\":true}')");
            stage.backfill(change);
            assertThat(stage.rows("select method, cost, tags, shipping_options from shipping_details order by id"))
                    .isEqualTo("air|9.90|{a,\"b c\"}|{\"at\": \"2024-01-02T03:04:00+00:00\", \"cost\": 9.90, \"tags\":"
                            + " [\"a\", \"b c\"], \"speed\": \"fast\", \"method\": \"air\"}"
                            + " sea|1.50|{x}|{\"cost\": 1.5, \"more\": true, \"tags\": [\"x\"], \"method\": \"sea\"}");
            stage.contract(change);
            assertThat(stage.columns("shipping_details")).isEqualTo("id shipping_options");
        }
    }

    @Test
    void aDocumentBecomesColumnsAndKeepsItsOtherKeys() throws Exception {
        TableChange change = TableChange.fromJson("docs", "doc", Map.of("price", "numeric(10,2)"));
        try (Stage stage = Stage.open("create table docs (id int primary key, doc jsonb);"
                + "insert into docs values (1, '{\"price\":1.5,\"x\":1}'), (2, null)")) {
            stage.expand(change);
            stage.execute("update docs set price = 7 where id = 1");
            stage.execute("insert into docs (id, price) values (3, 2)");
            stage.backfill(change);
            assertThat(stage.rows("select id, price, doc from docs order by id"))
                    .isEqualTo("1|7.00|{\"x\": 1, \"price\": 7.00} 2|-|- 3|2.00|{\"price\": 2.00}");
        }
    }

    @Test
    void aColumnIsComputedFromOthersThatStay() throws Exception {
        TableChange change =
                TableChange.addColumn("orders", "gross", "numeric", "net * 1.2").notNull("gross");
        try (Stage stage = Stage.open("create table orders (id int primary key, net numeric not null);"
                + "insert into orders values (1, 10)")) {
            stage.backfill(change);
            stage.execute("update orders set net = 20; insert into orders values (2, 5)");
            assertThat(stage.rows("select id, net, gross from orders order by id"))
                    .isEqualTo("1|20|24.0 2|5|6.0");
            stage.contract(change);
            assertThat(stage.columns("orders")).isEqualTo("id net gross");
        }
    }

    @Test
    void anEnumIsReplaced() throws Exception {
        TableChange change = TableChange.replaceEnum("orders", "status", "state", "order_state");
        try (Stage stage = Stage.open("create type status as enum ('NEW', 'DONE');"
                + "create type order_state as enum ('NEW', 'PAID', 'DONE');"
                + "create table orders (id int primary key, status status not null);"
                + "insert into orders values (1, 'NEW')")) {
            stage.backfill(change);
            stage.execute(
                    "insert into orders (id, state) values (2, 'DONE'); update orders set status = 'DONE' where id = 1");
            assertThat(stage.rows("select id, status, state from orders order by id"))
                    .isEqualTo("1|DONE|DONE 2|DONE|DONE");
            stage.contract(change);
            assertThat(List.of(stage.columns("orders"))).containsExactly("id state");
        }
    }

    @Test
    void theTimeZoneOfAWriterDoesNotCount() throws Exception {
        TableChange change = TableChange.addColumn("orders", "day", "date", "at::date");
        try (Stage stage = Stage.open("create table orders (id int primary key, at timestamptz);"
                + "insert into orders values (1, '2024-01-01 23:30Z')")) {
            stage.expand(change);
            stage.execute("set timezone to 'Asia/Tokyo'; insert into orders values (2, '2024-01-01 23:30Z')");
            stage.backfill(change);
            assertThat(stage.rows("select day from orders order by id")).isEqualTo("2024-01-01 2024-01-01");
            stage.contract(change);
        }
    }
}
