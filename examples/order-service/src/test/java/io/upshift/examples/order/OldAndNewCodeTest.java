package io.upshift.examples.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.MigrationRunner;
import io.upshift.RevertTo;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import io.upshift.testkit.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Instances of the old and the new version write while a deployment rolls, or is taken back. */
class OldAndNewCodeTest {
    private final Database database = PostgresServer.shared().freshDatabase();
    private final Sql sql = new Sql(database.dataSource());
    private final MigrationRunner<PostgresSession> runner =
            OrderMigrations.all(PostgresTarget.of(database.dataSource())).build();

    @BeforeEach
    void migrate() {
        SampleData.prepare(database.dataSource(), 24);
        runner.migrate();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void whatWasWrittenAfterContractSurvivesItsDown() {
        sql.execute(
                "update shipping_details set shipping_options ="
                        + " '{\"method\": \"DRONE\", \"speed\": \"FAST\", \"cost\": \"9.99\", \"carrier\": null}' where id = 7");

        runner.revert(RevertTo.last(), plan -> true);

        assertThat(sql.text("select concat_ws('|', shipping_method, shipping_speed, shipping_cost, carrier)"
                        + " from shipping_details where id = 7"))
                .isEqualTo("DRONE|FAST|9.99");
    }

    @Test
    void oldAndNewCodeShareShippingOptions() {
        runner.revert(RevertTo.last(), plan -> true);
        String order = "(select id from orders order by order_number limit 1)";

        sql.execute("insert into shipping_details (order_id, shipping_method, carrier) values (" + order
                + ", 'BIKE', 'DHL')");
        assertThat(sql.text(
                        "select shipping_options ->> 'method' from shipping_details where shipping_method = 'BIKE'"))
                .isEqualTo("BIKE");

        sql.execute("update shipping_details set carrier = 'UPS' where shipping_method = 'BIKE'");
        assertThat(sql.text(
                        "select shipping_options ->> 'carrier' from shipping_details where shipping_method = 'BIKE'"))
                .isEqualTo("UPS");

        sql.execute("insert into shipping_details (order_id, shipping_options) values (" + order
                + ", '{\"method\": \"BOAT\", \"speed\": \"SLOW\", \"cost\": \"1.50\"}')");
        assertThat(sql.text(
                        "select shipping_speed || shipping_cost from shipping_details where shipping_method = 'BOAT'"))
                .isEqualTo("SLOW1.50");

        sql.execute("update shipping_details set shipping_options = shipping_options || '{\"cost\": \"2.50\"}'"
                + " where shipping_method = 'BOAT'");
        assertThat(sql.text("select shipping_cost from shipping_details where shipping_method = 'BOAT'"))
                .isEqualTo("2.50");
    }

    @Test
    void oldAndNewCodeShareAddresses() {
        String first = sql.text("select min(id) from billing_details where address_id is not null");
        String city = "select city from billing_address_view where id = " + first;

        sql.execute("update billing_details set city = 'Oslo' where id = " + first);
        assertThat(sql.text(city)).isEqualTo("Oslo");

        sql.execute("update addresses set city = 'Bergen' where city = 'Oslo'");
        assertThat(sql.text("select city from billing_details where id = " + first))
                .isEqualTo("Bergen");

        sql.execute("with moved as (insert into addresses (city) values ('Tromsø') returning id)"
                + " update billing_details set address_id = moved.id from moved where billing_details.id = " + first);
        runner.revert(RevertTo.version("1709100000000"), plan -> true);
        assertThat(sql.text("select city from billing_details where id = " + first))
                .isEqualTo("Tromsø");
    }

    @Test
    void twoInsertsOfOldCodeKeepTheirAddresses() {
        sql.execute(
                "insert into billing_details (order_id, street_address) select id, '1 Main St' from orders limit 2");
        sql.execute("insert into billing_details (order_id, email) select id, 'no@address' from orders limit 1");

        assertThat(sql.number("select count(*) from billing_address_view where street_address = '1 Main St'"))
                .isEqualTo(2);
        assertThat(sql.text("select address_id is null from billing_details where email = 'no@address'"))
                .isEqualTo("t");
    }
}
