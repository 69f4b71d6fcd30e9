package io.upshift.examples.order.migrations;

import io.upshift.Metadata;
import io.upshift.Migration;
import io.upshift.Phase;
import io.upshift.Risk;
import io.upshift.postgres.PostgresSession;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;

/**
 * Makes one address of each distinct one in the billing details, and points them at it.
 *
 * <p>Addresses are compared as JSON arrays, in which null equals null, and null and an empty text differ: so a missing
 * part neither drops a row nor changes.
 */
public final class CopyBillingAddresses1709123456797 implements Migration<PostgresSession> {

    @Override
    public void up(PostgresSession db) throws SQLException {
        db.sql("""
                insert into addresses (address_line1, address_line2, city, state, postal_code, country)
                select distinct street_address, apartment, city, state, zip_code, country
                from billing_details
                where address_id is null
                  and num_nonnulls(street_address, apartment, city, state, zip_code, country) > 0
                """);
        db.sql("""
                update billing_details b set address_id = a.id
                from addresses a
                where b.address_id is null
                  and jsonb_build_array(b.street_address, b.apartment, b.city, b.state, b.zip_code, b.country)
                    = jsonb_build_array(a.address_line1, a.address_line2, a.city, a.state, a.postal_code, a.country)
                """);
    }

    /** The columns have followed the addresses all along; the first statement only heals what went past triggers. */
    @Override
    public void down(PostgresSession db) throws SQLException {
        db.sql("""
                update billing_details b
                set street_address = a.address_line1,
                    apartment = a.address_line2,
                    city = a.city,
                    state = a.state,
                    zip_code = a.postal_code,
                    country = a.country
                from addresses a
                where b.address_id = a.id
                  and jsonb_build_array(b.street_address, b.apartment, b.city, b.state, b.zip_code, b.country)
                   <> jsonb_build_array(a.address_line1, a.address_line2, a.city, a.state, a.postal_code, a.country)
                """);
        db.sql("delete from addresses a where exists (select from billing_details b where b.address_id = a.id)");
        db.sql("update billing_details set address_id = null where address_id is not null");
    }

    @Override
    public Metadata metadata() {
        return Metadata.of("Makes addresses of those in the billing details")
                .version("1.4.0")
                .author("Jonas Berg")
                .date(LocalDate.of(2024, 3, 18))
                .owner("order-team")
                .risk(Risk.MEDIUM)
                .phase(Phase.BACKFILL)
                .estimatedDuration(Duration.ofMinutes(2))
                .impactedTables("billing_details", "addresses")
                .dependsOn("1709123456796-CreateAddresses");
    }
}
