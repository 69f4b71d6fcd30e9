package io.upshift.examples.order.migrations;

import io.upshift.Metadata;
import io.upshift.Migration;
import io.upshift.Phase;
import io.upshift.postgres.PostgresSession;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;

/** Adds tags to orders; their index is a migration of its own, because it is built outside a transaction. */
public final class AddOrderTags1709123456789 implements Migration<PostgresSession> {

    @Override
    public void up(PostgresSession db) throws SQLException {
        db.sql("alter table orders add column tags text[] not null default '{}'");
    }

    @Override
    public void down(PostgresSession db) throws SQLException {
        db.sql("alter table orders drop column tags");
    }

    @Override
    public Metadata metadata() {
        return Metadata.of("Adds tags to orders")
                .version("1.1.0")
                .author("Ana Silva")
                .date(LocalDate.of(2024, 2, 28))
                .owner("order-team")
                .phase(Phase.EXPAND)
                .estimatedDuration(Duration.ofSeconds(1))
                .impactedTables("orders");
    }
}
