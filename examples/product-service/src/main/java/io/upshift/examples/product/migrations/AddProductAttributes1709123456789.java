package io.upshift.examples.product.migrations;

import io.upshift.Metadata;
import io.upshift.Migration;
import io.upshift.Phase;
import io.upshift.Risk;
import io.upshift.postgres.PostgresSession;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;

/** Adds attributes to product variants; the default lies in the catalog, so no row is rewritten. */
public final class AddProductAttributes1709123456789 implements Migration<PostgresSession> {

    @Override
    public void up(PostgresSession db) throws SQLException {
        db.sql("alter table product_variants add column attributes jsonb not null default '{}'");
    }

    @Override
    public void down(PostgresSession db) throws SQLException {
        db.sql("alter table product_variants drop column attributes");
    }

    @Override
    public Metadata metadata() {
        return Metadata.of("Adds attributes to product variants")
                .version("1.2.0")
                .author("Mei Tanaka")
                .date(LocalDate.of(2024, 6, 25))
                .owner("product-team")
                .risk(Risk.LOW)
                .phase(Phase.EXPAND)
                .estimatedDuration(Duration.ofMinutes(2))
                .impactedTables("product_variants");
    }
}
