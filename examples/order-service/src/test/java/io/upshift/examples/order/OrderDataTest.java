package io.upshift.examples.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Metadata;
import io.upshift.MigrationRunner;
import io.upshift.Plan;
import io.upshift.RevertTo;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import io.upshift.testkit.Sql;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("smoke")
class OrderDataTest {
    private static final int ROWS = 1_200;
    private static final int MIGRATIONS = 12;
    private static final String BASE = "1709100000000";
    private static final int WITHOUT_ADDRESS = 61;
    private static final String ALL = "select concat_ws(' ', (select count(*) from orders), "
            + "(select count(*) from order_lines), (select count(*) from shipping_details), "
            + "(select count(*) from billing_details))";
    private static final PostgresServer SERVER = PostgresServer.shared();
    private static final Database FILLED = SERVER.freshDatabase();

    private final Database database = SERVER.freshDatabase(FILLED);
    private final Sql sql = new Sql(database.dataSource());
    private final MigrationRunner<PostgresSession> runner =
            OrderMigrations.all(PostgresTarget.of(database.dataSource())).build();

    @BeforeAll
    static void fill() {
        SampleData.prepare(FILLED.dataSource(), ROWS);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void everyMigrationSaysWhatItIs() {
        List<Plan.Item> items = runner.plan().items();

        assertThat(items).hasSize(MIGRATIONS).allSatisfy(item -> {
            Metadata metadata = item.metadata();
            assertThat(item.isReversible()).isTrue();
            assertThat(metadata.description()).isNotEmpty();
            assertThat(metadata.version()).isNotEmpty();
            assertThat(metadata.author()).isNotEmpty();
            assertThat(metadata.owner()).isNotEmpty();
            assertThat(metadata.date()).isNotNull();
            assertThat(metadata.estimatedDuration()).isPositive();
            assertThat(metadata.impactedTables()).isNotEmpty();
        });
    }

    @Test
    void sampleDataIsMadeOnce() {
        String rows = sql.text(ALL);

        SampleData.prepare(database.dataSource(), ROWS + 1);

        assertThat(sql.text(ALL)).isEqualTo(rows);
    }

    @Test
    void phonesAreDigits() {
        runner.migrate();

        for (String table : List.of("shipping_details", "billing_details")) {
            String phones = "select count(*) from " + table + " where phone ";
            assertThat(sql.number(phones + "!~ '^[0-9]*$'")).isZero();
            assertThat(sql.number(phones + "~ '^[0-9]{10}$'")).isEqualTo(700);
            assertThat(sql.number(phones + "~ '^[0-9]{12}$'")).isEqualTo(200);
            assertThat(sql.number(phones + "= ''")).isEqualTo(100);
            assertThat(sql.number(phones + "is null")).isEqualTo(200);
        }
    }

    @Test
    void aPhoneThatWasChangedSinceIsNotGivenBack() {
        runner.migrate();
        sql.execute("update shipping_details set phone = '5550000000' where id = 1");

        runner.revert(RevertTo.version(BASE), plan -> true);

        assertThat(sql.text("select phone from shipping_details where id = 1")).isEqualTo("5550000000");
        assertThat(sql.text("select phone from shipping_details where id = 2")).isEqualTo("1-555-001-5838");
    }

    @Test
    void everyOrderHasAType() {
        runner.migrate();

        assertThat(sql.number("select count(*) from orders where order_type = 'STANDARD'"))
                .isEqualTo(ROWS);
        assertThat(sql.text("select attnotnull from pg_attribute"
                        + " where attrelid = 'orders'::regclass and attname = 'order_type'"))
                .isEqualTo("t");
    }

    @Test
    void aCarrierThatIsMissingStaysMissing() {
        long missing = sql.number("select count(*) from shipping_details where carrier is null");
        runner.migrate();

        assertThat(missing).isEqualTo(300);
        assertThat(
                        sql.number(
                                "select count(*) from shipping_details"
                                        + " where shipping_options ->> 'carrier' is null and shipping_options ->> 'method' is not null"))
                .isEqualTo(missing);

        runner.revert(RevertTo.last(), plan -> true);
        assertThat(sql.number("select count(*) from shipping_details where carrier is null"))
                .isEqualTo(missing);
        assertThat(sql.number("select count(*) from shipping_details where carrier = 'STANDARD'"))
                .isEqualTo(300);
    }

    @Test
    void addressesAreDistinctAndTheViewShowsEachOnce() {
        String parts = "street_address, apartment, city, state, zip_code, country";
        String had = " from billing_details where num_nonnulls(" + parts + ") > 0";
        long distinct = sql.number("select count(*) from (select distinct " + parts + had + ") d");
        long withAddress = sql.number("select count(*)" + had);
        String shape = "select md5(string_agg(concat_ws('|', id, order_id, first_name, last_name, email,"
                + " quote_nullable(street_address), quote_nullable(apartment), city, state, zip_code, country), ',' order by id))";
        String before = sql.text(shape + had);
        runner.migrate();

        assertThat(withAddress).isEqualTo(ROWS - WITHOUT_ADDRESS);
        assertThat(sql.number("select count(*) from addresses"))
                .isEqualTo(distinct)
                .isLessThan(withAddress);
        assertThat(sql.number("select count(distinct (address_line1, address_line2, city, state, postal_code, country))"
                        + " from addresses"))
                .isEqualTo(distinct);
        assertThat(sql.number("select count(*) from billing_address_view")).isEqualTo(withAddress);
        assertThat(sql.number("select count(distinct id) from billing_address_view"))
                .isEqualTo(withAddress);
        assertThat(sql.text(shape + " from billing_address_view")).isEqualTo(before);
    }
}
