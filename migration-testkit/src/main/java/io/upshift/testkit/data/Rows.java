package io.upshift.testkit.data;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills tables of a PostgreSQL database with rows that their columns and constraints allow: ordinary ones, and nasty ones
 * with nulls, extremes, duplicates, long texts and other scripts.
 *
 * <p>The same seed makes the same rows in the same tables; without one it is drawn, and always logged. Foreign keys point
 * at rows that are there. Texts that a check constraint names are used for its columns. Immutable, except that each
 * {@link #fillEmptyTables} draws on.
 */
public final class Rows {
    private static final Logger LOG = LoggerFactory.getLogger(Rows.class);

    private final DataSource dataSource;
    private final long seed;
    private final int perTable;

    private Rows(DataSource dataSource, long seed, int perTable) {
        this.dataSource = dataSource;
        this.seed = seed;
        this.perTable = perTable;
    }

    /** Rows for the tables of a database: 20 each, by a seed that is drawn. */
    public static Rows in(DataSource dataSource) {
        return new Rows(dataSource, new Random().nextLong(), 20);
    }

    /** The rows of an earlier run, whose seed it had logged. */
    public Rows seed(long seed) {
        return new Rows(dataSource, seed, perTable);
    }

    /** How many rows to try in each table; 20 unless set. Duplicates and what a constraint refuses are left out. */
    public Rows perTable(int perTable) {
        if (perTable < 1) {
            throw new IllegalArgumentException("there can't be " + perTable + " rows in each table");
        }
        return new Rows(dataSource, seed, perTable);
    }

    /**
     * Puts rows into every table of the service that has none, parents first; the others are left alone.
     *
     * @return how many rows each of these tables has now; 0 where its constraints refused everything that was tried
     */
    public Map<String, Integer> fillEmptyTables() {
        Map<String, Integer> filled = new TreeMap<>();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            for (Table table :
                    parentsFirst(TableReader.read(connection).stream().toList())) {
                TableFill fill = new TableFill(
                        connection, table, new Random(seed + table.name().hashCode()));
                if (fill.isEmpty()) {
                    filled.put(table.name(), fill.fill(perTable));
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "Rows can't be made · seed " + seed + " · " + e.getMessage() + " · fill the tables yourself", e);
        }
        if (!filled.isEmpty()) {
            LOG.info("Rows of seed {}: {}", seed, filled);
        }
        return filled;
    }

    /** Tables that need each other in a circle come last, in the order of their names. */
    private static List<Table> parentsFirst(List<Table> tables) {
        List<Table> ordered = new ArrayList<>();
        List<Table> left = new ArrayList<>(tables);
        while (!left.isEmpty()) {
            List<String> waiting = left.stream().map(Table::name).toList();
            List<Table> ready = left.stream()
                    .filter(table -> table.requiredParents().stream().noneMatch(key -> waiting.contains(key.parent())))
                    .toList();
            ordered.addAll(ready.isEmpty() ? left : ready);
            left.removeAll(List.copyOf(ready.isEmpty() ? left : ready));
        }
        return ordered;
    }
}
