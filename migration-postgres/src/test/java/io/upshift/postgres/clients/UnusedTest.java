package io.upshift.postgres.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Gate;
import io.upshift.Service;
import io.upshift.TargetConnection;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL can tell of the use of a column. */
class UnusedTest {
    private static final Gate<PostgresSession> SCHEMA = Unused.inSchema("orders", "customer_name");
    private static final Gate<PostgresSession> STATEMENTS = Unused.inStatements("orders", "customer_name");

    private final Database database = PostgresServer.shared().freshDatabase();

    @BeforeEach
    void make() throws SQLException {
        execute("create table orders (id int primary key, customer_name text default 'x' check (customer_name <> ''),"
                + " name text); create index on orders (customer_name)");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void whatGoesWithTheColumnDoesNotUseIt() throws Exception {
        execute("create function keeping() returns trigger language plpgsql as"
                + " 'begin new.name := new.customer_name; return new; end -- orders';"
                + " comment on function keeping() is 'Upshift keeps columns of orders in step';"
                + " create trigger keep before update of customer_name on orders for each row execute function keeping();"
                + " create view other as select id, name from orders");
        assertThat(why(SCHEMA)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create view v as select id, customer_name from orders | rule _RETURN on view v",
                "create materialized view v as select customer_name from orders | rule _RETURN on materialized view v",
                "create function f() returns text begin atomic select max(customer_name) from orders; end | function f()",
                "create function f() returns text language plpgsql as 'begin return (select max(Customer_Name) from ORDERS); end'"
                        + " | the text of function f()",
                "create policy p on orders using (customer_name <> 'y') | policy p on table orders",
                "create publication p for table orders (id, customer_name) | publication of table orders in publication p",
                "create trigger t before update of customer_name on orders for each row execute function"
                        + " suppress_redundant_updates_trigger() | trigger t on table orders"
            })
    void whoeverUsesItIsNamed(String making, String user) throws Exception {
        execute(making);
        assertThat(why(SCHEMA)).isEqualTo("customer_name of orders is used by " + user);
    }

    @Test
    void aFunctionThatMentionsAnotherNameDoesNotCount() throws Exception {
        execute("create function f() returns text language plpgsql as"
                + " 'begin return (select max(old_customer_name) from orders_2); end'");
        assertThat(why(SCHEMA)).isEmpty();
    }

    @Test
    void aColumnThatIsNotThereKeepsTheGateShut() throws Exception {
        assertThat(why(Unused.inSchema("orders", "custmer_name")))
                .isEqualTo("there is no column custmer_name in orders");
        assertThat(why(Unused.inStatements("order", "id"))).isEqualTo("there is no column id in order");
    }

    @Test
    void withoutStatisticsNothingTellsOfStatements() throws Exception {
        assertThat(why(STATEMENTS)).startsWith("pg_stat_statements isn't installed here");
    }

    /** The embedded server comes without the extension; a view of its shape stands in for it. */
    @Test
    void statementsThatMentionTheColumnAreNamedByTheirIds() throws Exception {
        execute("create table statements (dbid oid, queryid bigint, query text, calls bigint);"
                + " create view pg_stat_statements as select * from statements");
        remember(1, "select name from orders where id = $1");
        remember(2, "alter table orders add column customer_name text");
        remember(3, "select customer_name from customers");
        assertThat(why(STATEMENTS)).isEmpty();
        remember(4, "select o.\"customer_name\" from public.orders o");
        remember(5, "update Orders set Customer_Name = $1");
        assertThat(why(STATEMENTS))
                .isEqualTo("pg_stat_statements has 2 statements that mention customer_name of orders, by queryid:"
                        + " 5 (5 calls), 4 (4 calls)");
        remember(6, "<insufficient privilege>");
        assertThat(why(STATEMENTS)).contains("grant pg_read_all_stats");
    }

    private void remember(int id, String query) throws SQLException {
        execute("insert into statements select oid, " + id + ", '" + query + "', " + id
                + " from pg_database where datname = current_database()");
    }

    private String why(Gate<PostgresSession> gate) throws Exception {
        StringBuilder why = new StringBuilder();
        try (TargetConnection<PostgresSession> connection =
                PostgresTarget.of(database.dataSource()).connect(new Service("orders", "2.0.0"))) {
            assertThat(connection.look(db -> why.append(gate.whyShut(db).orElse(""))))
                    .isTrue();
        }
        return why.toString();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
