package io.upshift.postgres.backfill;

import io.upshift.StepException;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.TableName;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Finds the rows in which two tables differ: range by range, and halving the ranges whose checksums differ. */
final class Differences {
    private static final int PAGE = 50_000;
    private static final int SAMPLED_PAGE = 1_000;
    /** So few rows are compared one by one. */
    private static final int FEW = 500;

    private static final int MOST = 100;

    private final PostgresSession session;
    private final Comparison comparison;
    private final List<String> found = new ArrayList<>();
    private final ComparisonSide left;
    private final ComparisonSide right;

    private record Sum(long rows, String hash) {}

    Differences(PostgresSession session, Comparison comparison) throws Exception {
        this.session = session;
        this.comparison = comparison;
        TableName table = comparison.table();
        Keyset keyset = KeysetFinder.find(session, table.sql(), comparison.key())
                .orElseThrow(() -> new StepException(
                        table + " has no usable key by which its rows could be compared",
                        "name columns that are unique and not null with key(…)"));
        Keyset others = new Keyset(comparison.other().sql(), keyset.columns(), keyset.types());
        this.left = new ComparisonSide(
                keyset, comparison.where(), comparison.columns().keySet());
        this.right = new ComparisonSide(
                others, comparison.otherWhere(), comparison.columns().values());
    }

    /** The keys of the first ones, in text form. */
    List<String> find() throws Exception {
        String from = null;
        boolean isSampled = comparison.percent() < 100;
        do {
            String to = keyAt(left, from, null, isSampled ? SAMPLED_PAGE : PAGE);
            if (!isSampled || ThreadLocalRandom.current().nextDouble(100) < comparison.percent()) {
                narrow(from, to);
            }
            from = to;
        } while (from != null && found.size() < MOST);
        return found;
    }

    /** @param from exclusive, null for the beginning */
    private void narrow(@Nullable String from, @Nullable String to) throws Exception {
        if (found.size() >= MOST) {
            return;
        }
        Sum mine = sum(left, from, to);
        Sum others = sum(right, from, to);
        if (mine.equals(others)) {
            return;
        }
        ComparisonSide larger = mine.rows() >= others.rows() ? left : right;
        long rows = Math.max(mine.rows(), others.rows());
        String middle = rows > FEW ? keyAt(larger, from, to, rows / 2) : null;
        if (middle == null) {
            list(from, to);
        } else {
            narrow(from, middle);
            narrow(middle, to);
        }
    }

    private void list(@Nullable String from, @Nullable String to) throws Exception {
        String sql = "select coalesce(a.key, b.key) from (" + left.checksums(range(left, from, to)) + ") a full join ("
                + right.checksums(range(right, from, to))
                + ") b using (key) where a.hash is distinct from b.hash limit "
                + (MOST - found.size());
        List<Object> binds = new ArrayList<>(binds(from, to));
        binds.addAll(binds(from, to));
        session.query(
                sql,
                executed -> {
                    ResultSet row = Objects.requireNonNull(executed.getResultSet());
                    while (row.next()) {
                        found.add(row.getString(1));
                    }
                    return found;
                },
                binds.toArray());
    }

    private Sum sum(ComparisonSide side, @Nullable String from, @Nullable String to) throws Exception {
        return session.query(
                side.checksum(range(side, from, to)),
                executed -> {
                    ResultSet row = Objects.requireNonNull(executed.getResultSet());
                    row.next();
                    return new Sum(row.getLong(1), row.getString(2));
                },
                binds(from, to).toArray());
    }

    private @Nullable String keyAt(ComparisonSide side, @Nullable String from, @Nullable String to, long rows)
            throws Exception {
        List<Object> binds = new ArrayList<>(binds(from, to));
        binds.add(rows - 1);
        Optional<String> key = session.query(
                side.keyAt(range(side, from, to)),
                executed -> {
                    ResultSet row = Objects.requireNonNull(executed.getResultSet());
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                },
                binds.toArray());
        return key.orElse(null);
    }

    private static String range(ComparisonSide side, @Nullable String from, @Nullable String to) {
        String after = from == null ? "true" : side.keyset().compared(">", "?");
        return after + " and " + (to == null ? "true" : side.keyset().compared("<=", "?"));
    }

    private List<String> binds(@Nullable String from, @Nullable String to) {
        List<String> binds = new ArrayList<>();
        for (String key : new @Nullable String[] {from, to}) {
            binds.addAll(key == null ? List.of() : left.keyset().binds(key));
        }
        return Collections.unmodifiableList(binds);
    }
}
