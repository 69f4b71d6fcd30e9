package io.upshift.examples.order.migrations;

import io.upshift.Metadata;
import io.upshift.OnlineMigration;
import io.upshift.Phase;
import io.upshift.Risk;
import io.upshift.Step;
import io.upshift.postgres.PostgresSession;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * Drops the shipping columns, once it is proven that every row has its document.
 *
 * <p>Down brings them back with their defaults, constraints and values while the service writes: the columns and the
 * trigger at once, then the values, and NOT NULL when a validated check has proven the rows.
 */
public final class OrderShippingContractPhase1709123456800 implements OnlineMigration<PostgresSession> {

    @Override
    public List<Step<PostgresSession>> steps() {
        return List.of(
                Step.transactional(
                        "new rows need shipping options",
                        db -> db.sql("""
                                alter table shipping_details add constraint shipping_options_are_filled
                                    check (shipping_options <> '{}') not valid
                                """),
                        OrderShippingContractPhase1709123456800::demandColumns),
                Step.transactional(
                        "all rows have shipping options",
                        db -> db.sql("alter table shipping_details validate constraint shipping_options_are_filled"),
                        OrderShippingContractPhase1709123456800::fillColumns),
                Step.transactional(
                        "drop shipping columns",
                        OrderShippingContractPhase1709123456800::dropColumns,
                        OrderShippingContractPhase1709123456800::addColumns));
    }

    private static void dropColumns(PostgresSession db) throws SQLException {
        // Its function stays, for the way back.
        db.sql("drop trigger sync_shipping_options on shipping_details");
        db.sql("""
                alter table shipping_details
                    drop column shipping_method,
                    drop column shipping_speed,
                    drop column shipping_cost,
                    drop column carrier
                """);
    }

    private static void addColumns(PostgresSession db) throws SQLException {
        db.sql("""
                alter table shipping_details
                    add column shipping_method varchar(50),
                    add column shipping_speed  varchar(50) default 'STANDARD',
                    add column shipping_cost   decimal(10, 2) default 0,
                    add column carrier         varchar(50),
                    add constraint shipping_columns_are_filled
                        check (shipping_method is not null and shipping_speed is not null
                            and shipping_cost is not null) not valid
                """);
        db.sql("""
                create trigger sync_shipping_options before insert or update on shipping_details
                    for each row execute function sync_shipping_options()
                """);
    }

    private static void fillColumns(PostgresSession db) throws SQLException {
        // The trigger copies the document into the columns of every row without a method.
        db.sql("update shipping_details set shipping_method = null where shipping_method is null");
        db.sql("alter table shipping_details validate constraint shipping_columns_are_filled");
    }

    private static void demandColumns(PostgresSession db) throws SQLException {
        db.sql("""
                alter table shipping_details
                    alter column shipping_method set not null,
                    alter column shipping_speed set not null,
                    alter column shipping_cost set not null
                """);
        db.sql("""
                alter table shipping_details
                    drop constraint shipping_columns_are_filled,
                    drop constraint shipping_options_are_filled
                """);
    }

    @Override
    public Metadata metadata() {
        return Metadata.of("Drops the shipping columns that shipping options have replaced")
                .version("2.0.0")
                .author("Jonas Berg")
                .date(LocalDate.of(2024, 4, 15))
                .owner("order-team")
                .risk(Risk.HIGH)
                .phase(Phase.CONTRACT)
                .breaking(true)
                .estimatedDuration(Duration.ofSeconds(30))
                .impactedTables("shipping_details")
                .dependsOn("1709123456795-OrderShippingMigratePhase");
    }
}
