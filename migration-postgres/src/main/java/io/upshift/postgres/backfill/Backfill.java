package io.upshift.postgres.backfill;

import io.upshift.Batch;
import io.upshift.BatchSize;
import io.upshift.Batches;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes, copies or deletes the rows of a table in batches, in the order of its key and up to the key that was the
 * highest when the work began.
 *
 * <p>The key is the primary key, or the smallest unique index over columns that are all NOT NULL, of whatever types. A
 * table without one is gone through by the rows' places, which rows change when they are updated; so that needs a
 * condition that a changed row doesn't meet any more. Each partition is gone through by itself.
 *
 * <p>Rows that are written after the begin are the service's affair: let it write the new form first. Transactions that
 * had written to the table before the begin are waited for, so that no row below the bound turns up behind the cursor.
 *
 * <p>Expressions and conditions are SQL and stand as they are; never put values from outside into them. Immutable: each
 * setter returns a changed copy.
 */
public final class Backfill implements Batches<PostgresSession> {
    private final TableName table;
    private final Map<String, String> set;
    private String where = "";
    private List<String> key = List.of();
    private @Nullable TableName copyTo;
    private boolean isDelete;
    private @Nullable RowWork rows;
    private @Nullable BatchWork batches;
    private boolean isUntilNoneIsLeft;
    private BatchSize size = BatchSize.adaptive();
    private int skipLimit;
    /** What the catalog said of a table's key; the same for as long as this work lasts. */
    private final Map<String, Keyset> keysets = new ConcurrentHashMap<>();

    private final Map<String, RowColumns> columns = new ConcurrentHashMap<>();

    private Backfill(TableName table, Map<String, String> set) {
        this.table = table;
        this.set = set;
    }

    /** @param name of a table, alone or behind its schema and a dot */
    public static Backfill table(String name) {
        return new Backfill(TableName.of(name), new LinkedHashMap<>());
    }

    /**
     * Sets a column of the rows, or of the rows that they are copied to.
     *
     * @param expression SQL over the columns of the table
     */
    public Backfill set(String column, String expression) {
        return with(copy -> copy.set.put(column, expression));
    }

    /** Leaves out the rows that don't meet a condition, in SQL. */
    public Backfill where(String condition) {
        return with(copy -> copy.where = condition);
    }

    /** Goes through the table in the order of these columns, which together are unique and not null. */
    public Backfill key(String... columns) {
        return with(copy -> copy.key = List.of(columns));
    }

    /** Inserts the columns that are set into another table, and leaves out rows that conflict with what it has. */
    public Backfill copyTo(String other) {
        return with(copy -> copy.copyTo = TableName.of(other));
    }

    /** Deletes the rows. */
    public Backfill delete() {
        return with(copy -> copy.isDelete = true);
    }

    /** Has code work on the rows of each batch. */
    public Backfill rows(RowWork work) {
        return with(copy -> copy.rows = work);
    }

    /** Has code do each batch with statements of its own. */
    public Backfill batches(BatchWork work) {
        return with(copy -> copy.batches = work);
    }

    /**
     * Goes on behind the key that was the highest at the begin, and begins again until no row meets the condition: for
     * tables to which rows of the old form may still be added. Needs a condition that a changed row doesn't meet any more.
     */
    public Backfill untilNoneIsLeft() {
        return with(copy -> copy.isUntilNoneIsLeft = true);
    }

    /** How large batches are; adapted to 25 ms a batch unless set. */
    public Backfill size(BatchSize size) {
        return with(copy -> copy.size = size);
    }

    /** How many rows may be left out because they fail by themselves; the next one fails the run. None unless set. */
    public Backfill skipUpTo(int rows) {
        return with(copy -> copy.skipLimit = rows);
    }

    @Override
    public Opening open(PostgresSession session) throws Exception {
        return new Cutter(session, this).cut();
    }

    @Override
    public Optional<String> blocker(PostgresSession session, String barrier) throws SQLException {
        return LateWriters.blocker(session, barrier);
    }

    @Override
    public Batch.Done run(PostgresSession session, Batch batch) throws Exception {
        Keyset keyset = keyset(session, batch.range().part());
        if (rows != null) {
            RowColumns known = columns.get(keyset.table());
            if (known == null) {
                known = new RowColumns(session, keyset.table());
                columns.put(keyset.table(), known);
            }
            return new RowBatch(session, batch, statement(keyset), rows, known).run();
        }
        BatchSql sql = statement(keyset);
        if (batches != null) {
            Batch.Done bound = peek(session, batch);
            return withChanged(bound, batches.run(session, sql.batchRows(batch)));
        }
        return session.query(
                sql.bound(batch) + "; " + sql.change(batch),
                executed -> {
                    Batch.Done bound = bound(executed.getResultSet(), batch);
                    executed.getMoreResults();
                    return withChanged(bound, executed.getLargeUpdateCount());
                },
                sql.binds(batch));
    }

    @Override
    public Batch.Done peek(PostgresSession session, Batch batch) throws Exception {
        BatchSql sql = statement(keyset(session, batch.range().part()));
        return session.query(
                sql.bound(batch), executed -> bound(executed.getResultSet(), batch), sql.boundBinds(batch));
    }

    @Override
    public boolean isLeft(PostgresSession session, List<Batch.Range> ranges) throws Exception {
        TableChange declared = change();
        boolean mayBeLeft = declared.isIdempotent() || declared.isUntilNoneIsLeft();
        for (Batch.Range range : mayBeLeft ? looked(session, ranges) : List.<Batch.Range>of()) {
            BatchSql sql = statement(keyset(session, range.part()));
            boolean left = session.query(
                    sql.left(range),
                    executed -> {
                        ResultSet row = executed.getResultSet();
                        row.next();
                        return row.getBoolean(1);
                    },
                    sql.leftBinds(range));
            if (left) {
                return true;
            }
        }
        return false;
    }

    /**
     * A condition that stays true does so everywhere, so the first and the last range will tell; only rows without a key
     * may have moved behind the cursor anywhere.
     */
    private List<Batch.Range> looked(PostgresSession session, List<Batch.Range> ranges) throws Exception {
        if (isUntilNoneIsLeft) {
            return ranges;
        }
        boolean isKeyed =
                ranges.isEmpty() || !keyset(session, ranges.get(0).part()).isPlaces();
        return isKeyed && ranges.size() > 2 ? List.of(ranges.get(0), ranges.get(ranges.size() - 1)) : ranges;
    }

    @Override
    public BatchSize size() {
        return size;
    }

    @Override
    public int skipLimit() {
        return skipLimit;
    }

    @Override
    public List<String> statements() {
        return List.of(new BatchSql(table.toString(), change(), Keyset.UNKNOWN).text());
    }

    TableChange change() {
        return new TableChange(table, set, where, key, copyTo, isDelete, rows, batches, isUntilNoneIsLeft);
    }

    Keyset keyset(PostgresSession session, String part) throws Exception {
        Keyset known = keysets.get(part);
        if (known == null) {
            known = KeysetFinder.find(session, change(), part);
            keysets.put(part, known);
        }
        return known;
    }

    BatchSql statement(Keyset keyset) {
        return new BatchSql(keyset.table(), change(), keyset);
    }

    static Batch.Done bound(ResultSet row, Batch batch) throws SQLException {
        row.next();
        String bound = row.getString(1);
        long passed = row.getLong(2);
        boolean isLast = batch.range().end() == null
                ? row.getBoolean(3)
                : bound.equals(batch.range().end());
        return isLast ? batch.last(passed, 0) : batch.upTo(bound, passed, 0);
    }

    static Batch.Done withChanged(Batch.Done bound, long changed) {
        return new Batch.Done(bound.cursor(), bound.passed(), changed, bound.isLast(), bound.failed());
    }

    private Backfill with(Consumer<Backfill> change) {
        Backfill copy = new Backfill(table, new LinkedHashMap<>(set));
        copy.where = where;
        copy.key = key;
        copy.copyTo = copyTo;
        copy.isDelete = isDelete;
        copy.rows = rows;
        copy.batches = batches;
        copy.isUntilNoneIsLeft = isUntilNoneIsLeft;
        copy.size = size;
        copy.skipLimit = skipLimit;
        change.accept(copy);
        return copy;
    }
}
