package io.upshift.examples.order.migrations;

import io.upshift.Metadata;
import io.upshift.OnlineMigration;
import io.upshift.Phase;
import io.upshift.Risk;
import io.upshift.Step;
import io.upshift.postgres.PostgresSession;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** Gives every order a type and demands one from then on, without a scan of the orders under a strong lock. */
public final class AddOrderTypePhase21709123456793 implements OnlineMigration<PostgresSession> {

    @Override
    public List<Step<PostgresSession>> steps() {
        return List.of(
                // Instances of the old version don't name the column: the default is what keeps them working.
                Step.transactional(
                        "new orders are standard unless they say otherwise",
                        db -> db.sql("alter table orders alter column order_type set default 'STANDARD'"),
                        db -> db.sql("alter table orders alter column order_type drop default")),
                // The types stay when this is taken back: nobody can tell them from those that the service wrote.
                Step.transactional(
                        "existing orders are standard",
                        db -> db.sql("update orders set order_type = 'STANDARD' where order_type is null"),
                        db -> {}),
                Step.transactional(
                        "new rows need a type",
                        db -> db.sql("alter table orders add constraint order_type_is_known"
                                + " check (order_type is not null) not valid"),
                        db -> db.sql("alter table orders drop constraint order_type_is_known")),
                Step.transactional(
                        "all rows have a type",
                        db -> db.sql("alter table orders validate constraint order_type_is_known"),
                        db -> {}),
                // The validated check proves the rows, so PostgreSQL sets NOT NULL without looking at them.
                Step.transactional("the column is not null", db -> db.sql("""
                                alter table orders alter column order_type set not null;
                                alter table orders drop constraint order_type_is_known
                                """), db -> db.sql("""
                                alter table orders
                                    alter column order_type drop not null,
                                    add constraint order_type_is_known check (order_type is not null) not valid
                                """)));
    }

    @Override
    public Metadata metadata() {
        return Metadata.of("Gives every order a type")
                .version("1.2.0")
                .author("Ana Silva")
                .date(LocalDate.of(2024, 3, 4))
                .owner("order-team")
                .risk(Risk.MEDIUM)
                .phase(Phase.BACKFILL)
                .estimatedDuration(Duration.ofMinutes(1))
                .impactedTables("orders")
                .dependsOn("1709123456792-AddOrderTypePhase1");
    }
}
