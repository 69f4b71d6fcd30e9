package io.upshift.examples.inventory.migrations;

import io.upshift.Metadata;
import io.upshift.OnlineMigration;
import io.upshift.Phase;
import io.upshift.Risk;
import io.upshift.Step;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresSteps;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** Adds attributes to inventory items, known for the items there are, and an index to search by them. */
public final class AddInventoryItemAttributes1709123456789 implements OnlineMigration<PostgresSession> {

    @Override
    public List<Step<PostgresSession>> steps() {
        return List.of(
                Step.transactional(
                        "column attributes",
                        AddInventoryItemAttributes1709123456789::addColumn,
                        db -> db.sql("alter table inventory_items drop column attributes")),
                PostgresSteps.statement(
                        "create index concurrently idx_inventory_item_attributes on inventory_items using gin (attributes)",
                        "drop index concurrently if exists idx_inventory_item_attributes"));
    }

    /**
     * The default at the time when a column is added is what existing rows have, out of the catalog: they are filled
     * without being touched, and the second statement only changes what new rows get.
     */
    private static void addColumn(PostgresSession db) throws SQLException {
        db.sql("""
                alter table inventory_items add column attributes jsonb not null
                    default '{"brand": "Unknown", "condition": "New"}'
                """);
        db.sql("alter table inventory_items alter column attributes set default '{}'");
    }

    @Override
    public Metadata metadata() {
        return Metadata.of("Adds attributes to inventory items")
                .version("1.2.0")
                .author("Femi Okoye")
                .date(LocalDate.of(2024, 6, 25))
                .owner("inventory-team")
                .risk(Risk.LOW)
                .phase(Phase.EXPAND)
                .estimatedDuration(Duration.ofMinutes(1))
                .impactedTables("inventory_items");
    }
}
