package io.upshift.postgres.backfill;

import io.upshift.Batch;
import io.upshift.Batches;
import io.upshift.StepException;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a table into ranges, each a part of the rows that are left, at keys that it finds in a sample of its pages.
 *
 * <p>So the last ranges are small, and no worker is left alone with a large one at the end, however many workers there
 * are (Polychronopoulos and Kuck, "Guided self-scheduling", 1987).
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-select.html#SQL-FROM">TABLESAMPLE</a>
 */
final class Cutter {
    private static final double SHARE_OF_REST = 1.0 / 20;
    private static final double FEWEST_ROWS = 10_000;
    private static final int SAMPLED_PAGES = 100;

    private static final String LEAVES = "select n.nspname, c.relname, c.relkind::text, c.reltuples::bigint,"
            + " pg_relation_size(c.oid) / current_setting('block_size')::int from pg_class c"
            + " join pg_namespace n on n.oid = c.relnamespace where c.oid = cast(? as regclass) and c.relkind <> 'p'"
            + " or c.oid in (select relid from pg_partition_tree(cast(? as regclass)) where isleaf) order by 1, 2";

    private final PostgresSession session;
    private final Backfill backfill;

    /**
     * A table that holds rows itself.
     *
     * @param kind as in pg_class
     */
    private record Leaf(String part, String kind, long tuples, long pages) {
        /** Rough where the table was never analysed. */
        long rows() {
            return tuples > 0 ? tuples : pages * 100;
        }
    }

    Cutter(PostgresSession session, Backfill backfill) {
        this.session = session;
        this.backfill = backfill;
    }

    Batches.Opening cut() throws Exception {
        List<String> wrong = backfill.change().contradictions();
        if (!wrong.isEmpty()) {
            throw new StepException(
                    "the backfill of " + backfill.change().table() + " makes no sense: " + String.join("; ", wrong),
                    "correct it; nothing was changed");
        }
        List<Batch.Range> ranges = new ArrayList<>();
        long total = 0;
        for (Leaf leaf : leaves()) {
            Keyset keyset = backfill.keyset(session, leaf.part());
            String end = keyset.isPlaces() ? lastPlace(leaf) : lastKey(keyset);
            if (end != null) {
                cut(leaf, keyset, end, ranges);
                total += leaf.rows();
            } else if (backfill.change().isUntilNoneIsLeft()) {
                ranges.add(new Batch.Range(leaf.part(), null, null));
            }
        }
        return new Batches.Opening(
                ranges, total, LateWriters.find(session, backfill.change().table()));
    }

    private List<Leaf> leaves() throws SQLException, StepException {
        String table = backfill.change().table().sql();
        List<Leaf> leaves = new ArrayList<>();
        session.query(
                LEAVES,
                executed -> {
                    ResultSet row = Objects.requireNonNull(executed.getResultSet());
                    while (row.next()) {
                        String part = new TableName(row.getString(1), row.getString(2)).sql();
                        leaves.add(new Leaf(part, row.getString(3), row.getLong(4), row.getLong(5)));
                    }
                    return leaves;
                },
                table,
                table);
        for (Leaf leaf : leaves) {
            if (!leaf.kind().equals("r")) {
                throw new StepException(
                        leaf.part() + " is no table, and not one with partitions",
                        "go through the tables behind it; nothing was changed");
            }
        }
        return leaves;
    }

    private @Nullable String lastKey(Keyset keyset) throws SQLException {
        Optional<String> last = session.query(
                "select " + keyset.text() + " from " + keyset.table() + " order by " + keyset.descending() + " limit 1",
                executed -> {
                    ResultSet row = Objects.requireNonNull(executed.getResultSet());
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                });
        return last.orElse(null);
    }

    private static @Nullable String lastPlace(Leaf leaf) {
        return leaf.pages() == 0 ? null : "{\"(" + leaf.pages() + ",0)\"}";
    }

    private void cut(Leaf leaf, Keyset keyset, String end, List<Batch.Range> ranges) throws SQLException {
        Double[] shares = shares((double) leaf.rows());
        String start = null;
        if (shares.length > 0 && !keyset.isPlaces()) {
            for (String cut : quantiles(leaf, keyset, end, shares)) {
                ranges.add(new Batch.Range(leaf.part(), start, cut));
                start = cut;
            }
        }
        ranges.add(new Batch.Range(leaf.part(), start, backfill.change().isUntilNoneIsLeft() ? null : end));
    }

    /** Which part of the rows lies below each cut. */
    private static Double[] shares(double rows) {
        List<Double> shares = new ArrayList<>();
        double rest = rows;
        double range = Math.max(FEWEST_ROWS, rest * SHARE_OF_REST);
        while (rest >= 2 * range) {
            rest -= range;
            shares.add(1 - rest / rows);
            range = Math.max(FEWEST_ROWS, rest * SHARE_OF_REST);
        }
        return shares.toArray(new Double[0]);
    }

    private List<String> quantiles(Leaf leaf, Keyset keyset, String end, Double[] shares) throws SQLException {
        double percent = Math.min(100.0, 100.0 * SAMPLED_PAGES / Math.max(1, leaf.pages()));
        String sql = "with sample as (select " + keyset.list() + ", row_number() over (order by " + keyset.list()
                + ") as upshift_n, count(*) over () as upshift_rows from " + leaf.part()
                + " tablesample system (?) where " + keyset.compared("<", "?") + ") select " + keyset.text()
                + " from sample where upshift_n in (select ceil(share * upshift_rows) from unnest(?) share)"
                + " order by upshift_n";
        List<Object> binds = new ArrayList<>(List.of(percent));
        binds.addAll(keyset.binds(end));
        binds.add(shares);
        return session.query(
                sql,
                executed -> {
                    List<String> cuts = new ArrayList<>();
                    ResultSet row = Objects.requireNonNull(executed.getResultSet());
                    while (row.next()) {
                        cuts.add(row.getString(1));
                    }
                    return cuts;
                },
                binds.toArray());
    }
}
