package io.upshift.examples.order.migrations;

import io.upshift.Metadata;
import io.upshift.Migration;
import io.upshift.Phase;
import io.upshift.Risk;
import io.upshift.postgres.PostgresSession;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;

/** Copies the shipping columns of existing rows into the document that the expand phase has added. */
public final class OrderShippingMigratePhase1709123456795 implements Migration<PostgresSession> {

    @Override
    public void up(PostgresSession db) throws SQLException {
        db.sql("""
                update shipping_details
                set shipping_options = jsonb_build_object(
                    'method', shipping_method,
                    'speed', shipping_speed,
                    'cost', shipping_cost::text,
                    'carrier', carrier)
                where shipping_options = '{}'
                """);
    }

    /** Changes nothing: the columns are still there, and a trigger keeps the documents equal to them. */
    @Override
    public void down(PostgresSession db) {}

    @Override
    public Metadata metadata() {
        return Metadata.of("Copies shipping columns into shipping options")
                .version("1.3.0")
                .author("Jonas Berg")
                .date(LocalDate.of(2024, 3, 11))
                .owner("order-team")
                .risk(Risk.MEDIUM)
                .phase(Phase.BACKFILL)
                .estimatedDuration(Duration.ofMinutes(1))
                .impactedTables("shipping_details")
                .dependsOn("1709123456794-OrderShippingExpandPhase");
    }
}
