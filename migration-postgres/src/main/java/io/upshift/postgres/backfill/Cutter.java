package io.upshift.postgres.backfill;

import io.upshift.Batch;
import io.upshift.Batches;
import io.upshift.StepException;
import io.upshift.postgres.PostgresSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a table into ranges of about the same number of rows, at keys that it finds in a sample of its pages.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-select.html#SQL-FROM">TABLESAMPLE</a>
 */
final class Cutter {
    private static final long ROWS_PER_RANGE = 50_000;
    private static final int MOST_RANGES = 32;
    private static final int SAMPLED_PAGES = 300;

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
        List<String> wrong = backfill.contradictions();
        if (!wrong.isEmpty()) {
            throw new StepException(
                    "the backfill of " + backfill.table() + " makes no sense: " + String.join("; ", wrong),
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
            } else if (backfill.isUntilNoneIsLeft()) {
                ranges.add(new Batch.Range(leaf.part(), null, null));
            }
        }
        return new Batches.Opening(ranges, total, LateWriters.find(session, backfill.table()));
    }

    private List<Leaf> leaves() throws SQLException, StepException {
        String table = backfill.table().sql();
        List<Leaf> leaves = new ArrayList<>();
        session.query(
                LEAVES,
                executed -> {
                    ResultSet row = Objects.requireNonNull(executed.getResultSet());
                    while (row.next()) {
                        String part = TableName.of(row.getString(1), row.getString(2));
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
        int wanted = (int) Math.min(MOST_RANGES, leaf.rows() / ROWS_PER_RANGE);
        String start = null;
        if (wanted > 1 && !keyset.isPlaces()) {
            for (String cut : quantiles(leaf, keyset, end, wanted)) {
                ranges.add(new Batch.Range(leaf.part(), start, cut));
                start = cut;
            }
        }
        ranges.add(new Batch.Range(leaf.part(), start, backfill.isUntilNoneIsLeft() ? null : end));
    }

    private List<String> quantiles(Leaf leaf, Keyset keyset, String end, int wanted) throws SQLException {
        double percent = Math.min(100.0, 100.0 * SAMPLED_PAGES / Math.max(1, leaf.pages()));
        String sql = "with sample as (select " + keyset.text() + " as key, row_number() over (order by " + keyset.list()
                + ") as n, count(*) over () as rows from " + leaf.part() + " tablesample system (?) where "
                + keyset.compared("<", "?") + ") select key from sample where n % greatest(rows / ?, 1) = 0"
                + " and n / greatest(rows / ?, 1) < ? order by n";
        List<Object> binds = new ArrayList<>(List.of(percent));
        binds.addAll(keyset.binds(end));
        binds.addAll(Collections.nCopies(3, (long) wanted));
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
