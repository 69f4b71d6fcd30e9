package io.upshift.examples.inventory;

import io.upshift.postgres.PostgresTarget;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * Stock as it piles up over years, for the migrations to meet: SKUs in several warehouses, names that are missing or
 * odd. The same rows every time.
 */
public final class SampleData {
    /** As many items as a demonstration needs to take a few seconds. */
    public static final long DEFAULT_ROWS = 50_000;

    private static final String WAREHOUSES = """
            insert into warehouses (id, code, name, city, country)
            select md5('warehouse ' || i)::uuid,
                   'WH-' || i,
                   (array['Lager Köln', 'São Paulo  Sul', '東京倉庫', 'O''Hare'])[1 + i % 4] || ' ' || i,
                   case when i % 5 > 0 then (array['Köln', 'São Paulo', '東京', 'Chicago'])[1 + i % 4] end,
                   case when i % 7 > 0 then (array['DE', 'BR', 'JP', 'US'])[1 + i % 4] end
            from generate_series(1, 40) i
            """;

    private static final String ITEMS = """
            insert into inventory_items (id, sku, name, warehouse_id, quantity, created_at, updated_at)
            select md5('item ' || i)::uuid,
                   'SKU-' || i / 3,
                   (array['Desk lamp', '  Stuhl,  rot ', 'ノートパソコン', null, ''])[1 + i % 5],
                   md5('warehouse ' || 1 + i % 40)::uuid,
                   i * 7919 % 1000,
                   timestamptz '2020-01-01 00:00:00Z' + i * interval '11 minutes',
                   timestamptz '2020-01-01 00:00:00Z' + i * interval '13 minutes'
            from generate_series(1, ?) i
            """;

    private static final String RESERVATIONS = """
            insert into inventory_reservations (id, inventory_item_id, order_id, quantity, status, expires_at, created_at)
            select md5('reservation ' || i)::uuid,
                   md5('item ' || i)::uuid,
                   md5('order ' || i * 31 % 10007)::uuid,
                   1 + i % 5,
                   (array['PENDING', 'CONFIRMED', 'RELEASED', 'EXPIRED'])[1 + i % 4],
                   case when i % 3 > 0 then timestamptz '2024-01-01 00:00:00Z' + i * interval '1 minute' end,
                   timestamptz '2020-01-01 00:00:00Z' + i * interval '17 minutes'
            from generate_series(1, ?) i
            where i % 2 = 0
            """;

    private static final String TRANSACTIONS = """
            insert into stock_transactions (inventory_item_id, type, quantity, reason, created_at)
            select md5('item ' || i)::uuid,
                   (array['RECEIPT', 'SHIPMENT', 'ADJUSTMENT'])[1 + part],
                   (i * 13 % 50 - 10)::int,
                   (array['counted', null, '', 'Bruch ☹'])[1 + i % 4],
                   timestamptz '2020-01-01 00:00:00Z' + i * interval '11 minutes' + part * interval '1 hour'
            from generate_series(1, ?) i, generate_series(0, i::int % 3) part
            """;

    private static final String SNAPSHOTS = """
            insert into inventory_snapshots (inventory_item_id, quantity, taken_at)
            select md5('item ' || i)::uuid, i * 7919 % 1000, timestamptz '2024-01-01 00:00:00Z'
            from generate_series(1, ?) i
            """;

    private SampleData() {}

    /**
     * Brings the first schema and fills it, as an older version of the service would have left it.
     *
     * <p>Does nothing where the service has been before. Call it before the other migrations, which change the tables.
     */
    public static void prepare(DataSource dataSource, long rows) {
        if (!isTrue(dataSource, "select to_regclass('upshift_history') is not null")) {
            InventoryMigrations.base(PostgresTarget.of(dataSource)).build().migrate();
        }
        boolean onlyBase = isTrue(dataSource, "select count(*) = 1 from upshift_history");
        if (onlyBase && !isTrue(dataSource, "select exists (select from inventory_items)")) {
            fill(dataSource, rows);
        }
    }

    private static boolean isTrue(DataSource dataSource, String question) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The database can't be asked for its items", e);
        }
    }

    private static void fill(DataSource dataSource, long rows) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            for (String sql : List.of(WAREHOUSES, ITEMS, RESERVATIONS, TRANSACTIONS, SNAPSHOTS)) {
                insert(connection, sql, rows);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("The sample items can't be inserted", e);
        }
    }

    private static void insert(Connection connection, String sql, long rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                statement.setLong(i, rows);
            }
            statement.executeUpdate();
        }
    }
}
