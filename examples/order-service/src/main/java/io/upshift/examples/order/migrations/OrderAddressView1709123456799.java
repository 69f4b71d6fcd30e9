package io.upshift.examples.order.migrations;

import io.upshift.Metadata;
import io.upshift.OnlineMigration;
import io.upshift.Phase;
import io.upshift.Step;
import io.upshift.postgres.PostgresSession;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * Ties billing details to their addresses, and shows both in the shape that readers know.
 *
 * <p>The foreign key comes in two steps, so that the scan of existing rows keeps nobody from writing.
 */
public final class OrderAddressView1709123456799 implements OnlineMigration<PostgresSession> {

    @Override
    public List<Step<PostgresSession>> steps() {
        return List.of(
                Step.transactional(
                        "foreign key for new rows",
                        db -> db.sql("""
                                alter table billing_details add constraint fk_billing_address
                                    foreign key (address_id) references addresses (id) on delete set null not valid
                                """),
                        db -> db.sql("alter table billing_details drop constraint fk_billing_address")),
                Step.transactional(
                        "foreign key for all rows",
                        db -> db.sql("alter table billing_details validate constraint fk_billing_address"),
                        db -> {}),
                Step.transactional(
                        "view billing_address_view",
                        OrderAddressView1709123456799::createView,
                        db -> db.sql("drop view billing_address_view")));
    }

    private static void createView(PostgresSession db) throws SQLException {
        db.sql("""
                create view billing_address_view as
                select b.id, b.order_id, b.first_name, b.last_name, b.email, b.phone,
                       a.address_line1 as street_address, a.address_line2 as apartment,
                       a.city, a.state, a.postal_code as zip_code, a.country
                from billing_details b
                join addresses a on a.id = b.address_id
                """);
    }

    @Override
    public Metadata metadata() {
        return Metadata.of("Shows billing details with their addresses in the shape that readers know")
                .version("1.4.0")
                .author("Jonas Berg")
                .date(LocalDate.of(2024, 3, 18))
                .owner("order-team")
                .phase(Phase.EXPAND)
                .estimatedDuration(Duration.ofSeconds(30))
                .impactedTables("billing_details", "addresses")
                .dependsOn("1709123456798-IndexBillingAddresses");
    }
}
