package io.upshift.examples.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Metadata;
import io.upshift.MigrationRunner;
import io.upshift.Plan;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import io.upshift.testkit.Sql;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InventoryDataTest {
    private static final int ROWS = 1_200;
    private static final int MIGRATIONS = 3;
    private static final String ALL = "select concat_ws(' ', (select count(*) from warehouses), "
            + "(select count(*) from inventory_items), "
            + "(select count(*) from inventory_reservations), "
            + "(select count(*) from stock_transactions), "
            + "(select count(*) from inventory_snapshots))";
    private static final PostgresServer SERVER = PostgresServer.shared();
    private static final Database FILLED = SERVER.freshDatabase();

    private final Database database = SERVER.freshDatabase(FILLED);
    private final Sql sql = new Sql(database.dataSource());
    private final MigrationRunner<PostgresSession> runner =
            InventoryMigrations.all(PostgresTarget.of(database.dataSource())).build();

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
    void theTablesOfTheConsistencyCheckAreThere() {
        assertThat(sql.texts("select table_name from information_schema.tables"
                        + " where table_schema = 'public' and table_name not like 'upshift%'"))
                .containsExactlyInAnyOrder(
                        "inventory_items",
                        "warehouses",
                        "inventory_reservations",
                        "stock_transactions",
                        "inventory_snapshots");
    }

    @Test
    void existingItemsHaveAttributesAndNewOnesNone() {
        runner.migrate();
        sql.execute("insert into inventory_items (sku, warehouse_id) select 'NEW', id from warehouses limit 1");

        assertThat(sql.number("select count(*) from inventory_items"
                        + " where attributes = jsonb_build_object('brand', 'Unknown', 'condition', 'New')"))
                .isEqualTo(ROWS);
        assertThat(sql.text("select attributes from inventory_items where sku = 'NEW'"))
                .isEqualTo("{}");
    }

    @Test
    void itemsAreFilledWithoutBeingRewritten() {
        String file =
                "select pg_relation_filenode('inventory_items') || ' ' || (select md5(string_agg(xmin::text, ',' order by id))"
                        + " from inventory_items)";
        String before = sql.text(file);

        runner.migrate();

        assertThat(sql.text(file)).isEqualTo(before);
    }

    @Test
    void indexesAreValid() {
        runner.migrate();

        assertThat(
                        sql.texts(
                                "select indexrelid::regclass from pg_index where indisvalid and indexrelid::regclass::text in"
                                        + " ('idx_inventory_item_attributes', 'idx_inventory_items_sku', 'idx_warehouse_location')"))
                .hasSize(3);
    }

    @Test
    void warehousesHaveAPlaceInTheTypeThatTheServerOffers() {
        boolean postgis = sql.number("select count(*) from pg_available_extensions where name = 'postgis'") > 0;
        runner.migrate();

        assertThat(sql.text("select format_type(atttypid, null) from pg_attribute"
                        + " where attrelid = 'warehouses'::regclass and attname = 'location'"))
                .isEqualTo(postgis ? "geography" : "point");
        assertThat(sql.text("select col_description('warehouses'::regclass, attnum) from pg_attribute"
                        + " where attrelid = 'warehouses'::regclass and attname = 'location'"))
                .contains("PostGIS");
    }
}
