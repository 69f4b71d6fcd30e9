package io.upshift.examples.product.migrations;

import io.upshift.Metadata;
import io.upshift.Migration;
import io.upshift.Risk;
import io.upshift.postgres.PostgresSession;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;

/**
 * Adds the categories that every shop starts with, where it has none of that name.
 *
 * <p>Their ids are fixed: that's how down tells them from categories that somebody else made, and leaves those alone,
 * and also the ones that have products.
 */
public final class SeedProductCategories1709123456790 implements Migration<PostgresSession> {
    private static final String ELECTRONICS = "5b8f4b1e-52a7-4c0e-9a55-0d6c1f0f7a01";
    private static final String CLOTHING = "5b8f4b1e-52a7-4c0e-9a55-0d6c1f0f7a02";

    @Override
    public void up(PostgresSession db) throws SQLException {
        add(db, ELECTRONICS, "Electronics", "Electronic devices and accessories");
        add(db, CLOTHING, "Clothing", "Apparel and fashion items");
    }

    private static void add(PostgresSession db, String id, String name, String description) throws SQLException {
        db.sql(
                "insert into categories (id, name, description) values (?::uuid, ?, ?) on conflict do nothing",
                id,
                name,
                description);
    }

    @Override
    public void down(PostgresSession db) throws SQLException {
        db.sql("""
                delete from categories c
                where c.id in (?::uuid, ?::uuid)
                  and not exists (select from products p where p.category_id = c.id)
                """, ELECTRONICS, CLOTHING);
    }

    @Override
    public Metadata metadata() {
        return Metadata.of("Adds the categories that every shop starts with")
                .version("1.2.0")
                .author("Mei Tanaka")
                .date(LocalDate.of(2024, 6, 25))
                .owner("product-team")
                .risk(Risk.LOW)
                .estimatedDuration(Duration.ofSeconds(1))
                .impactedTables("categories");
    }
}
