package io.upshift.examples.order;

import io.upshift.postgres.PostgresTarget;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * Orders as they pile up over years, for the migrations to meet: numbers in many formats, parts that are missing,
 * addresses that repeat. The same rows every time.
 */
public final class SampleData {
    /** As many as a demonstration needs to take a few seconds. */
    public static final long DEFAULT_ROWS = 100_000;

    private static final String ORDERS = """
            insert into orders (id, order_number, customer_id, status, total_amount, currency, created_at, updated_at)
            select md5('order ' || i)::uuid,
                   'ORD-' || lpad(i::text, 10, '0'),
                   md5('customer ' || i * 7919 % 20011)::uuid,
                   (array['PENDING', 'PAID', 'SHIPPED', 'DELIVERED', 'CANCELLED'])[1 + i * 31 % 5],
                   (i * 104729 % 100000) / 100.0,
                   (array['USD', 'EUR', 'JPY'])[1 + i % 3],
                   timestamptz '2020-01-01 00:00:00Z' + i * interval '7 minutes',
                   timestamptz '2020-01-01 00:00:00Z' + i * interval '9 minutes'
            from generate_series(1, ?) i
            """;

    private static final String LINES = """
            insert into order_lines (order_id, sku, product_name, quantity, unit_price)
            select md5('order ' || i)::uuid,
                   'SKU-' || (i * 7907 + line * 13) % 5003,
                   (array['Desk lamp', '  Stuhl,  rot ', 'ノートパソコン', 'Café crème ☕', 'O''Neill "Pro"'])[1 + (i + line) % 5],
                   1 + (i + line) % 4,
                   (i * 5003 % 50000) / 100.0
            from generate_series(1, ?) i, generate_series(1, 1 + i % 3) line
            """;

    /** Takes a number {@code i} and seven digits {@code n}; of twelve phones one is missing, one empty and one no number. */
    private static final String PHONE = """
            (array[
                '(555) ' || left(n, 3) || '-' || right(n, 4),
                '+1 555 ' || left(n, 3) || ' ' || right(n, 4),
                '1-555-' || left(n, 3) || '-' || right(n, 4),
                '555.' || left(n, 3) || '.' || right(n, 4),
                '555' || n,
                null,
                '',
                '+44 20 ' || left(n, 4) || ' 0' || right(n, 3),
                '555-' || left(n, 3) || '-' || right(n, 4) || ' ext. 12',
                'n/a',
                translate('555' || n, '0123456789', '０１２３４５６７８９'),
                e'\\t 555 ' || n || ' '
            ])[1 + i % 12]
            """;

    private static final String SHIPPING = """
            insert into shipping_details
                (order_id, recipient_name, phone, shipping_method, shipping_speed, shipping_cost, carrier)
            select md5('order ' || i)::uuid,
                   (array['Zoë Müller', '王小明', 'O''Brien', null, '  Ann  Lee '])[1 + i % 5],
            """ + PHONE + """
                   , (array['GROUND', 'AIR', 'PICKUP'])[1 + i % 3],
                   (array['STANDARD', 'EXPRESS', 'OVERNIGHT', 'express '])[1 + i % 4],
                   (i * 37 % 5000) / 100.0,
                   (array['UPS', 'DHL', 'STANDARD', null])[1 + i / 2 % 4]
            from (select i, lpad((i * 7919 % 10000000)::text, 7, '0') n from generate_series(1, ?) i) numbers
            """;

    /** Every third order repeats an address; of a hundred addresses, five are missing and twelve lack a part. */
    private static final String BILLING = """
            insert into billing_details (order_id, first_name, last_name, email, phone,
                street_address, apartment, city, state, zip_code, country)
            select md5('order ' || i)::uuid,
                   (array['Zoë', '小明', 'Seán', null])[1 + i % 4],
                   (array['Müller', '王', 'O''Brien', ''])[1 + i / 4 % 4],
                   case when i % 9 > 0 then 'customer' || i * 7919 % 20011 || '@example.com' end,
            """ + PHONE + """
                   , case when a % 100 >= 5 then
                       1 + a % 997 || (array[' Main St', ' Rue de l''Église', ' 明治通り', '  Elm  St '])[1 + a % 4]
                   end,
                   case when a % 100 >= 5 then (array[null, '', 'Apt 4', '#12'])[1 + a / 3 % 4] end,
                   case when a % 100 >= 9 then (array['Springfield', 'São Paulo', '東京'])[1 + a % 3] end,
                   case when a % 100 >= 13 then (array['IL', 'SP', 'Tokyo'])[1 + a % 3] end,
                   case when a % 100 >= 17 then lpad((a * 31 % 100000)::text, 5, '0') end,
                   case when a % 100 >= 5 then (array['US', 'BR', 'JP'])[1 + a % 3] end
            from (
                select i, i * 613 % (1 + ? * 2 / 3) a, lpad((i * 6007 % 10000000)::text, 7, '0') n
                from generate_series(1, ?) i
            ) numbers
            """;

    private SampleData() {}

    /**
     * Brings the first schema and fills it, as an older version of the service would have left it.
     *
     * <p>Does nothing where the service has been before. Call it before the other migrations, which change the tables.
     */
    public static void prepare(DataSource dataSource, long rows) {
        if (!isTrue(dataSource, "select to_regclass('upshift_history') is not null")) {
            OrderMigrations.base(PostgresTarget.of(dataSource)).build().migrate();
        }
        boolean onlyBase = isTrue(dataSource, "select count(*) = 1 from upshift_history");
        if (onlyBase && !isTrue(dataSource, "select exists (select from orders)")) {
            fill(dataSource, rows);
        }
    }

    private static boolean isTrue(DataSource dataSource, String question) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The database can't be asked for its orders", e);
        }
    }

    private static void fill(DataSource dataSource, long rows) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            for (String sql : List.of(ORDERS, LINES, SHIPPING, BILLING)) {
                insert(connection, sql, rows);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("The sample orders can't be inserted", e);
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
