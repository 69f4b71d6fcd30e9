package io.upshift.examples.product;

import io.upshift.postgres.PostgresTarget;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * Products as they pile up over years, for the migrations to meet: names with all kinds of white space, and a category
 * that the service is about to seed. The same rows every time.
 */
public final class SampleData {
    /** As many as a demonstration needs to take a few seconds. */
    public static final long DEFAULT_ROWS = 50_000;

    private static final String CATEGORIES = """
            insert into categories (id, name, description)
            select md5('category ' || name)::uuid, name, nullif('Made by hand: ' || name, 'Made by hand: Möbel')
            from unnest(array['Electronics', 'Möbel', 'electronics', '本', 'Garden & Home']) name
            """;

    private static final String PRODUCTS = """
            insert into products (id, category_id, name, description, status, created_at, updated_at)
            select md5('product ' || i)::uuid,
                   case when i % 7 > 0 then
                       md5('category ' || (array['Electronics', 'Möbel', 'electronics', '本'])[1 + i % 4])::uuid
                   end,
                   (array[
                       'Desk lamp ' || i,
                       'Desk  lamp   ' || i,
                       ' Stuhl, rot ' || i,
                       'Stuhl, rot ' || i || ' ',
                       e'\\tノートパソコン ' || i || e'\\t',
                       e'ノートパソコン\\n' || i,
                       e'Caf\\u00e9\\u00a0crème ' || i,
                       e'Tea\\u2003' || i || e'\\u3000',
                       'O''Neill "Pro" ' || i / 20,
                       'Lampe_50% \\ ' || i
                   ])[1 + i % 10],
                   case when i % 5 > 0 then 'What it is:  ' || i end,
                   (array['ACTIVE', 'DRAFT', 'RETIRED'])[1 + i % 3],
                   timestamptz '2020-01-01 00:00:00Z' + i * interval '11 minutes',
                   timestamptz '2020-01-01 00:00:00Z' + i * interval '13 minutes'
            from generate_series(1, ?) i
            """;

    private static final String VARIANTS = """
            insert into product_variants (id, product_id, sku, price, created_at)
            select md5('variant ' || i || ' ' || variant)::uuid,
                   md5('product ' || i)::uuid,
                   'SKU-' || i || '-' || variant,
                   (i * 7919 % 100000) / 100.0,
                   timestamptz '2020-01-01 00:00:00Z' + i * interval '11 minutes'
            from generate_series(1, ?) i, generate_series(1, 1 + i % 3) variant
            """;

    private SampleData() {}

    /**
     * Brings the first schema and fills it, as an older version of the service would have left it.
     *
     * <p>Does nothing where the service has been before. Call it before the other migrations, which change the tables.
     */
    public static void prepare(DataSource dataSource, long rows) {
        if (!isTrue(dataSource, "select to_regclass('upshift_history') is not null")) {
            ProductMigrations.base(PostgresTarget.of(dataSource)).build().migrate();
        }
        boolean onlyBase = isTrue(dataSource, "select count(*) = 1 from upshift_history");
        if (onlyBase && !isTrue(dataSource, "select exists (select from products)")) {
            fill(dataSource, rows);
        }
    }

    private static boolean isTrue(DataSource dataSource, String question) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The database can't be asked for its products", e);
        }
    }

    private static void fill(DataSource dataSource, long rows) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            for (String sql : List.of(CATEGORIES, PRODUCTS, VARIANTS)) {
                insert(connection, sql, rows);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("The sample products can't be inserted", e);
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
