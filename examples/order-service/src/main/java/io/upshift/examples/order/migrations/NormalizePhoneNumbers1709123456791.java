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
 * Reduces phone numbers to their digits, without the leading 1 of North American ones.
 *
 * <p>What a number looked like can't be computed back, so the originals are kept in a table; down gives them back to
 * the rows whose number nobody has changed since.
 */
public final class NormalizePhoneNumbers1709123456791 implements Migration<PostgresSession> {

    @Override
    public void up(PostgresSession db) throws SQLException {
        db.sql("""
                create table original_phones (
                    source     varchar(10) not null check (source in ('shipping', 'billing')),
                    source_id  bigint      not null,
                    phone      varchar(50) not null,
                    normalized varchar(50),
                    primary key (source, source_id)
                )
                """);
        // A number without any digit tells nothing and becomes null; digits of other widths count as digits.
        db.sql("""
                create function normalize_phone(phone text) returns text language sql immutable as $$
                    select nullif(regexp_replace(
                        regexp_replace(normalize(phone, nfkc), '[^0-9]', '', 'g'), '^1([0-9]{10})$', '\\1'), '')
                $$
                """);
        db.sql("""
                insert into original_phones (source, source_id, phone, normalized)
                select 'shipping', id, phone, normalize_phone(phone) from shipping_details
                where phone <> '' and phone is distinct from normalize_phone(phone)
                union all
                select 'billing', id, phone, normalize_phone(phone) from billing_details
                where phone <> '' and phone is distinct from normalize_phone(phone)
                """);
        db.sql("drop function normalize_phone(text)");
        // A number that was changed in the meantime is the service's, which has normalised it already.
        db.sql("""
                update shipping_details d set phone = o.normalized from original_phones o
                where o.source = 'shipping' and o.source_id = d.id and o.phone = d.phone
                """);
        db.sql("""
                update billing_details d set phone = o.normalized from original_phones o
                where o.source = 'billing' and o.source_id = d.id and o.phone = d.phone
                """);
    }

    @Override
    public void down(PostgresSession db) throws SQLException {
        db.sql("""
                update shipping_details d set phone = o.phone from original_phones o
                where o.source = 'shipping' and o.source_id = d.id and o.normalized is not distinct from d.phone
                """);
        db.sql("""
                update billing_details d set phone = o.phone from original_phones o
                where o.source = 'billing' and o.source_id = d.id and o.normalized is not distinct from d.phone
                """);
        db.sql("drop table original_phones");
    }

    @Override
    public Metadata metadata() {
        return Metadata.of("Reduces phone numbers to their digits")
                .version("1.1.0")
                .author("Ana Silva")
                .date(LocalDate.of(2024, 2, 28))
                .owner("order-team")
                .risk(Risk.MEDIUM)
                .phase(Phase.BACKFILL)
                .estimatedDuration(Duration.ofMinutes(1))
                .impactedTables("shipping_details", "billing_details", "original_phones");
    }
}
