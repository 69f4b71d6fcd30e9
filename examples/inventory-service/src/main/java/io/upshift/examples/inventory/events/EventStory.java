package io.upshift.examples.inventory.events;

import io.upshift.Change;
import io.upshift.MigrationRunner;
import io.upshift.event.EventCensus;
import io.upshift.event.StoredEvent;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** InventoryItemCreated over its three versions: written, counted, replayed, rewritten, and counted and replayed again. */
public final class EventStory {
    private static final String YEARS =
            "insert into inventory_events (item_id, position, type, schema_version, payload) select 'item-' || n, p,"
                    + " case p when 1 then 'InventoryItemCreated' else 'StockAdjusted' end, case when p > 1 then 1 when n"
                    + " <= 600 then null when n <= 900 then 2 else 3 end, case when p > 1 then jsonb_build_object('by', n)"
                    + " when n <= 600 then jsonb_build_object('sku', 'SKU-' || n) when n <= 900 then"
                    + " jsonb_build_object('sku', 'SKU-' || n, 'warehouseId', 'WH-1', 'createdBy', 'anna', 'weight', 2.50)"
                    + " else jsonb_build_object('sku', 'SKU-' || n, 'warehouseId', 'WH-2', 'createdBy', 'ben', 'unit',"
                    + " 'piece') end from generate_series(1, 1000) n, generate_series(1, 2) p order by n, p";

    private final DataSource dataSource;
    private final PrintStream out;

    EventStory(DataSource dataSource, PrintStream out) {
        this.dataSource = dataSource;
        this.out = out;
    }

    /** On a server that it brings itself. */
    public static void main(String[] args) throws SQLException {
        try (Database database = PostgresServer.shared().freshDatabase()) {
            new EventStory(database.dataSource(), System.out).tell();
        }
    }

    /** @return what the units of all items are, before and after */
    List<Map<String, Integer>> tell() throws SQLException {
        migrate(new CreateInventoryEvents1709123456791());
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(YEARS);
            count(connection, "Before");
            Map<String, Integer> before = replay(statement);
            migrate(new CreateInventoryEvents1709123456791(), new RewriteInventoryEvents1709123456792());
            count(connection, "After");
            Map<String, Integer> after = replay(statement);
            out.println("Replayed: " + after);
            return List.of(before, after);
        }
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private void migrate(Change<PostgresSession>... changes) {
        MigrationRunner.on(PostgresTarget.of(dataSource))
                .service("inventory-events", "1.3.0")
                .add(changes)
                .build()
                .migrate();
    }

    private void count(Connection connection, String when) throws SQLException {
        EventCensus census = InventoryEvents.TABLE.census(connection, InventoryEvents.registry());
        out.println(when + ": " + census.toText(InventoryEvents.registry()) + "to be deleted: "
                + census.deletable(InventoryEvents.registry()) + "\n");
    }

    /** Reads every event through the chain, as the service does, whatever is stored. */
    private static Map<String, Integer> replay(Statement statement) throws SQLException {
        Map<String, Integer> units = new TreeMap<>();
        var chain = InventoryEvents.chain();
        try (ResultSet rows = statement.executeQuery(
                "select type, schema_version, item_id, position, payload::text from inventory_events order by id")) {
            while (rows.next()) {
                StoredEvent<String> event = StoredEvent.of(
                                rows.getString(1), StoredEvent.version(rows.getObject(2)), rows.getString(5))
                        .at(rows.getString(3), rows.getLong(4));
                chain.upcast(
                        event,
                        (StoredEvent<String> current) -> units.merge(
                                current.type() + " v" + current.version()
                                        + (current.payload().contains("\"kg\"") ? " by weight" : ""),
                                1,
                                Integer::sum));
            }
        }
        return units;
    }
}
