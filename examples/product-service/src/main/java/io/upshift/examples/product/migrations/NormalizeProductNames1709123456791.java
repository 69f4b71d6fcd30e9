package io.upshift.examples.product.migrations;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.table;

import io.upshift.Metadata;
import io.upshift.Migration;
import io.upshift.Phase;
import io.upshift.Risk;
import io.upshift.postgres.PostgresSession;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;

/**
 * Makes one space of each run of white space in product names, and none at their ends.
 *
 * <p>What a name looked like can't be computed back, so the originals are kept in a table; down gives them back to the
 * products that nobody has renamed since.
 */
public final class NormalizeProductNames1709123456791 implements Migration<PostgresSession> {

    @Override
    public void up(PostgresSession db) throws SQLException {
        db.sql("""
                create table original_product_names (
                    product_id uuid primary key,
                    name       varchar(255) not null,
                    normalized varchar(255) not null
                )
                """);
        // What counts as a space depends on the database's locale, except for those that are listed.
        db.sql("""
                insert into original_product_names (product_id, name, normalized)
                select id, name, normalized
                from products,
                     trim(regexp_replace(name, '[\\s\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000]+', ' ', 'g')) normalized
                where name <> normalized
                """);
        db.sql("""
                update products p set name = o.normalized
                from original_product_names o
                where o.product_id = p.id and o.name = p.name
                """);
        expectNone(db, "have more than one space in a row", "name like '%  %'");
        expectNone(db, "have space around them", "length(name) <> length(trim(name))");
    }

    private static void expectNone(PostgresSession db, String what, String where) throws SQLException {
        int names = db.jooq().fetchCount(table("products"), condition(where));
        if (names > 0) {
            throw new IllegalStateException(names + " product names still " + what
                    + ": some instance of the service writes them like that; correct it, then migrate again");
        }
    }

    @Override
    public void down(PostgresSession db) throws SQLException {
        db.sql("""
                update products p set name = o.name
                from original_product_names o
                where o.product_id = p.id and o.normalized = p.name
                """);
        db.sql("drop table original_product_names");
    }

    @Override
    public Metadata metadata() {
        return Metadata.of("Removes needless white space from product names")
                .version("1.3.0")
                .author("Mei Tanaka")
                .date(LocalDate.of(2024, 7, 2))
                .owner("product-team")
                .risk(Risk.MEDIUM)
                .phase(Phase.BACKFILL)
                .estimatedDuration(Duration.ofMinutes(1))
                .impactedTables("products", "original_product_names");
    }
}
