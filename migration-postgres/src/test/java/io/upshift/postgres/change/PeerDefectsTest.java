package io.upshift.postgres.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.postgres.TableName;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Defects that are known of other tools for the same work. */
class PeerDefectsTest {
    private static final TableChange RENAME = TableChange.renameColumn("orders", "customer", "customer_name");

    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = Stage.open("create table orders (id bigint primary key, customer text, n int);"
                + "insert into orders select i, 'c' || i, i from generate_series(1, 200) i");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void triggersThatCantBeMadeFailTheExpandAndLeaveNoColumnBehind() throws Exception {
        stage.execute("create function orders_upshift_1709123456789() returns trigger language plpgsql as 'begin end'");
        assertThatThrownBy(() -> stage.expand(RENAME)).hasMessageContaining("already exists");
        assertThat(stage.columns("orders")).isEqualTo("id customer n");
    }

    @Test
    void columnAndTriggersAreMadeUnderOneLockBudget() throws Exception {
        try (Connection reader = stage.source().getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("select count(*) from orders");
            Thread expand = new Thread(() -> stage.expand(RENAME));
            expand.start();
            for (int i = 0; i < 20; i++) {
                assertThat(stage.text("select count(*) from orders")).isEqualTo("200");
                assertThat(stage.columns("orders")).isEqualTo("id customer n");
                Thread.sleep(50);
            }
            reader.rollback();
            expand.join();
        }
        assertThat(stage.columns("orders")).contains("customer_name");
    }

    @Test
    void aNullWrittenToARowThatIsNotFilledYetStays() throws Exception {
        stage.expand(RENAME);
        stage.execute("update orders set customer_name = null where id = 1");
        stage.execute("update orders set customer = null where id = 2");
        stage.backfill(RENAME);
        assertThat(stage.rows("select customer, customer_name from orders where id < 4 order by id"))
                .isEqualTo("-|- -|- c3|c3");
    }

    @Test
    void whatBothSidesWroteIsNotRewrittenByTheBackfill() throws Exception {
        TableChange split = TableChange.splitColumn("orders", "customer")
                .into("first", "text", "split_part(customer, ' ', 1)")
                .into("last", "text", "substr(customer, strpos(customer, ' ') + 1)")
                .back("customer", "first || ' ' || last");
        stage.expand(split);
        stage.execute("update orders set first = 'Anne Marie', last = 'van Dyk' where id = 5");
        stage.backfill(split);
        assertThat(stage.rows("select first, last, customer from orders where id = 5"))
                .isEqualTo("Anne Marie|van Dyk|Anne Marie van Dyk");
    }

    @Test
    void theTableKeepsItsNameInEveryPhase() throws Exception {
        String before = stage.text("select 'orders'::regclass::oid");
        stage.expand(RENAME);
        assertThat(stage.text("select 'orders'::regclass::oid")).isEqualTo(before);
        stage.contract(RENAME);
        assertThat(stage.text("select 'orders'::regclass::oid")).isEqualTo(before);
    }

    @Test
    void uniqueIsKeptOutsideThePublicSchema() throws Exception {
        stage.execute("create schema shop; create table shop.buyers (id int primary key, mail text unique not null);"
                + "insert into shop.buyers values (1, 'a')");
        TableChange rename = TableChange.renameColumn("shop.buyers", "mail", "email");
        assertThat(rename.table()).isEqualTo(new TableName("shop", "buyers"));
        stage.contract(rename);
        assertThatThrownBy(() -> stage.execute("insert into shop.buyers values (2, 'a')"))
                .hasMessageContaining("buyers_mail_key");
    }

    @Test
    void viewsInTheWayGetTheirNewQueryWithPrivilegesAndAll() throws Exception {
        stage.execute("create view names as select id, customer from orders; comment on view names is 'kept'");
        TableChange change = TableChange.renameColumn("orders", "customer", "customer_name")
                .view("names", "select id, customer_name as customer from orders");
        stage.contract(change);
        assertThat(stage.rows("select customer, obj_description('names'::regclass) from names where id = 1"))
                .isEqualTo("c1|kept");
    }

    @Test
    void theClientsSearchPathDoesNotDecideAndOldPreparedStatementsGoOn() throws Exception {
        try (Connection client = stage.source().getConnection();
                Statement statement = client.createStatement()) {
            statement.execute("set search_path = pg_catalog");
            statement.execute("prepare old as update public.orders set customer = $1 where id = $2 returning customer");
            statement.execute("execute old('before', 1)");
            stage.expand(RENAME);
            statement.execute("execute old('after', 1)");
            assertThat(stage.rows("select customer, customer_name from orders where id = 1"))
                    .isEqualTo("after|after");
        }
    }
}
