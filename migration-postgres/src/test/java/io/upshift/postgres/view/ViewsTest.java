package io.upshift.postgres.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Action;
import io.upshift.Migration;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.Schema;
import io.upshift.SchemaChange;
import io.upshift.SchemaObject;
import io.upshift.Settings;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private static final String SCHEMA = """
            create schema shop;
            create table orders (id int primary key, total int, name text);
            insert into orders values (1, 2, 'a');
            create view open_orders with (security_barrier = true, check_option = local) as
              select id, total, name from orders where total > 0;
            alter view open_orders alter column name set default 'nobody';
            comment on view open_orders is 'what''s open';
            comment on column open_orders.total is 'in cents';
            grant select on open_orders to pg_monitor;
            grant update (name) on open_orders to public;
            create view shop."Large" as select id, total from open_orders where total > 1;
            alter view shop."Large" owner to pg_monitor;
            revoke all on shop."Large" from pg_monitor;
            create function shop.no() returns trigger language plpgsql as $$ begin return null; end $$;
            create trigger no instead of insert on shop."Large" for each row execute function shop.no();
            comment on trigger no on shop."Large" is 'never';
            create rule gone as on delete to open_orders do instead nothing;
            create materialized view sums as select sum(total) as total, count(*) as n from shop."Large" with data;
            create unique index sums_total on sums (total);
            comment on index sums_total is 'one';
            create materialized view unfilled as select id from open_orders with no data;
            create view pairs as select l.id, s.n from shop."Large" l cross join sums s;
            alter default privileges grant select on tables to pg_read_all_data;
            """;

    private final Database database = PostgresServer.shared().freshDatabase();
    private int migrations;

    @BeforeEach
    void make() throws SQLException {
        query(SCHEMA + "; select 1");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void aTypeUnderViewsIsChangedAndEverythingElseIsAsItWas() {
        Schema before = schema();

        up(Views.around("orders").with(db -> db.sql("alter table orders alter total type bigint")));

        SchemaChange change = schema().differenceFrom(before);
        assertThat(change.added()).isEmpty();
        assertThat(change.removed()).isEmpty();
        assertThat(change.altered())
                .extracting(altered -> altered.after().toString())
                .containsExactlyInAnyOrder(
                        "column public.orders.total: bigint",
                        "column public.open_orders.total: bigint",
                        "column shop.\"Large\".total: bigint",
                        "column public.sums.total: numeric");
    }

    @Test
    void columnsThatAreAddedAtTheEndNeedNothingDropped() throws SQLException {
        String oid = query("select 'open_orders'::regclass::oid");

        up(Views.replace("open_orders", "select id, total, name, 1 as one from orders where total > 0"));

        assertThat(query("select 'open_orders'::regclass::oid")).isEqualTo(oid);
        assertThat(definition("view public.open_orders")).contains("security_barrier=true", "check_option=local");
    }

    @Test
    void aColumnThatGoesTakesTheViewAndItsDependantsThroughADrop() throws SQLException {
        query("drop materialized view unfilled; select 1");
        Schema before = schema();

        up(Views.replace("open_orders", "select total, id, name || '!' as name from orders where total > 0"));

        SchemaChange change = schema().differenceFrom(before);
        assertThat(change.added()).isEmpty();
        assertThat(change.removed()).isEmpty();
        assertThat(change.altered())
                .extracting(altered -> altered.after().identity())
                .containsExactly("view public.open_orders");
        assertThat(query("select n from sums")).isEqualTo("1");
    }

    @Test
    void aViewThatLosesItsColumnGetsAnotherQuery() throws SQLException {
        up(Views.around("orders")
                .replacing("open_orders", "select id, total, 'none'::text as name from orders where total > 0")
                .with(db -> db.sql("alter table orders drop column name")));

        assertThat(query("select name from open_orders")).isEqualTo("none");
        assertThat(query("select n from pairs")).isEqualTo("1");
    }

    @Test
    void aViewThatCanNotBeMadeAgainLeavesEverythingAsItWas() {
        Schema before = schema();

        assertThatThrownBy(() -> up(Views.around("orders").with(db -> db.sql("alter table orders drop column name"))))
                .hasMessageContaining("public.open_orders can't be made again")
                .hasMessageContaining("replacing(");

        assertThat(schema().differenceFrom(before).lines()).isEmpty();
    }

    @Test
    void whatIsNoViewAndStandsOnOneIsNeverDropped() throws SQLException {
        query("create function f() returns bigint language sql return (select count(*) from pairs); select 1");

        assertThatThrownBy(() ->
                        up(Views.around("orders").with(db -> db.sql("alter table orders alter total type bigint"))))
                .hasMessageContaining("2BP01");

        assertThat(query("select f()")).isEqualTo("1");
    }

    @Test
    void aViewThatIsntThereIsMade() throws SQLException {
        up(Views.replace("shop.fresh", "select 7 as seven"));

        assertThat(query("select seven from shop.fresh")).isEqualTo("7");
    }

    private void up(Action<PostgresSession> action) {
        migrations++;
        String id = migrations + "-views";
        MigrationRunner.on(PostgresTarget.of(database.dataSource()))
                .service("shop", "1")
                .settings(Settings.defaults())
                .add(new Migration<PostgresSession>() {
                    @Override
                    public void up(PostgresSession session) throws Exception {
                        action.run(session);
                    }

                    @Override
                    public MigrationId id() {
                        return MigrationId.parse(id);
                    }
                })
                .build()
                .migrate();
    }

    private Schema schema() {
        return PostgresTarget.of(database.dataSource()).inspect();
    }

    private String definition(String identity) {
        return schema().objects().stream()
                .filter(object -> object.identity().equals(identity))
                .map(SchemaObject::definition)
                .findFirst()
                .orElseThrow();
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            boolean isRows = statement.execute(sql);
            while (!isRows) {
                isRows = statement.getMoreResults();
            }
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
