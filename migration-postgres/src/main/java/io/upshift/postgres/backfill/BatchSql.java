package io.upshift.postgres.backfill;

import io.upshift.Batch;
import io.upshift.postgres.Identifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one batch.
 *
 * <p>The bound is looked for by a scan of the key's index over as many entries as the batch is large, and handed to the
 * change by a setting of the transaction, so that both travel in one round trip and the change's count is the
 * command's own.
 */
record BatchSql(String table, TableChange change, Keyset keyset) {
    private static final String BOUND = "current_setting('upshift.bound')";
    /** How many rows a page of 8 kB holds, roughly: a batch by places is counted in pages. */
    private static final int ROWS_PER_PAGE = 50;

    /** The key at which the batch ends, and how many rows there are up to it; sets the bound. */
    String bound(Batch batch) {
        if (keyset.isPlaces()) {
            String block = batch.from() == null ? "0" : "(((?::text[])[1])::point)[0]::bigint";
            String end = "(((?::text[])[1])::point)[0]::bigint";
            return "select set_config('upshift.bound', array[format('(%s,0)', least(" + block + " + ?, " + end
                    + "))]::text, true), ?::bigint";
        }
        String rows = table + " where " + after(batch, "?") + upTo(batch.range());
        String end = batch.range().end() == null
                ? "(select " + keyset.text() + " from " + rows + " order by " + keyset.descending() + " limit 1), '{}'"
                : "?";
        // The key is made a text outside, where it is one row and not as many as the batch has.
        return "with ahead as materialized (select " + keyset.text() + " as key from (select " + keyset.list()
                + " from " + rows + " order by " + keyset.list() + " offset ? limit 1) last)"
                + " select set_config('upshift.bound',"
                + " coalesce((select key from ahead), " + end + "), true), case when exists (select from ahead) then ?"
                + " else (select count(*) from " + rows + ") end, not exists (select from ahead)";
    }

    @Nullable
    Object[] boundBinds(Batch batch) {
        String end = batch.range().end();
        List<Object> binds = new ArrayList<>(fromBinds(batch));
        if (keyset.isPlaces()) {
            binds.add((long) Math.max(1, batch.size() / ROWS_PER_PAGE));
            binds.add(Objects.requireNonNull(end));
            binds.add((long) batch.size());
            return binds.toArray();
        }
        binds.addAll(endBinds(batch.range()));
        binds.add((long) batch.size() - 1);
        if (end == null) {
            binds.addAll(fromBinds(batch));
        } else {
            binds.add(end);
        }
        binds.add((long) batch.size());
        binds.addAll(fromBinds(batch));
        binds.addAll(endBinds(batch.range()));
        return binds.toArray();
    }

    private List<String> fromBinds(Batch batch) {
        String from = batch.from();
        return from == null ? List.of() : keyset.binds(from);
    }

    /** The change of the rows up to the bound that was set. */
    String change(Batch batch) {
        return change(after(batch, "?") + keyset.compared("<=", BOUND));
    }

    @Nullable
    Object[] binds(Batch batch) {
        List<@Nullable Object> binds = new ArrayList<>(Arrays.asList(boundBinds(batch)));
        binds.addAll(fromBinds(batch));
        return binds.toArray();
    }

    private List<String> endBinds(Batch.Range range) {
        return range.end() == null ? List.of() : keyset.binds(range.end());
    }

    /** The rows up to the bound that was set, locked. */
    String rows(Batch batch) {
        BatchRows rows = batchRows(batch);
        return "select * from " + table + " where " + rows.condition() + " order by " + rows.order()
                + " for no key update";
    }

    /** The rows up to the bound that was set. */
    BatchRows batchRows(Batch batch) {
        return new BatchRows(
                table,
                condition(after(batch, "?") + keyset.compared("<=", BOUND)),
                keyset.list(),
                List.copyOf(fromBinds(batch)));
    }

    /**
     * Whether a row is left up to a bound: among the first thousand, or among all where rows have moved anywhere. The
     * range's start first where it has one, then its end.
     */
    String left(Batch.Range range) {
        Batch whole = new Batch(range, null, 1);
        String rows = table + " where " + after(whole, "?") + upTo(range);
        boolean isAnywhere = keyset.isPlaces() || change.isUntilNoneIsLeft();
        return "select exists (select from "
                + (isAnywhere
                        ? rows
                        : table + " where ctid = any (array(select ctid from " + rows + " order by " + keyset.list()
                                + " limit 1000))")
                + and() + ")";
    }

    @Nullable
    Object[] leftBinds(Batch.Range range) {
        List<Object> binds = new ArrayList<>(fromBinds(new Batch(range, null, 1)));
        binds.addAll(endBinds(range));
        return binds.toArray();
    }

    /** The work in one statement, for the plan; SQL, but without a batch's bounds. */
    String text() {
        return change.hasCode()
                ? "select * from " + table + (change.where().isEmpty() ? "" : " where " + change.where())
                : change("true /* one batch of keys at a time */");
    }

    private String change(String batch) {
        if (change.isDelete()) {
            return "delete from " + table + " where " + condition(batch);
        }
        if (change.copyTo() != null) {
            return "insert into " + change.copyTo() + " ("
                    + change.set().keySet().stream().map(Identifiers::quoted).collect(Collectors.joining(", "))
                    + ") select " + String.join(", ", change.set().values()) + " from " + table + " where "
                    + condition(batch) + " on conflict do nothing";
        }
        return "update " + table + " set "
                + change.set().entrySet().stream()
                        .map(set -> Identifiers.quoted(set.getKey()) + " = " + set.getValue())
                        .collect(Collectors.joining(", "))
                + " where " + condition(batch);
    }

    private String condition(String batch) {
        return batch + and();
    }

    private String and() {
        return change.where().isEmpty() ? "" : " and (" + change.where() + "\n)";
    }

    private String upTo(Batch.Range range) {
        return range.end() == null ? "true" : keyset.compared("<=", "?");
    }

    private String after(Batch batch, String text) {
        return batch.from() == null ? "" : keyset.compared(">", text) + " and ";
    }
}
