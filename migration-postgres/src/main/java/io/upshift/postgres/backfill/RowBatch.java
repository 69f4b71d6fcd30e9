package io.upshift.postgres.backfill;

import io.upshift.Batch;
import io.upshift.StepException;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresSession;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/** One batch of the free form: rows out, changed rows back in one statement, whose text is the same for any number. */
final class RowBatch {
    private final PostgresSession session;
    private final Batch batch;
    private final Keyset keyset;
    private final BatchSql sql;
    private final RowWork work;
    private final RowColumns columns;

    private record Fetched(Batch.Done bound, Result<Record> rows) {}

    RowBatch(PostgresSession session, Batch batch, BatchSql sql, RowWork work, RowColumns columns) {
        this.session = session;
        this.batch = batch;
        this.keyset = sql.keyset();
        this.sql = sql;
        this.work = work;
        this.columns = columns;
    }

    Batch.Done run() throws Exception {
        Fetched fetched = session.query(
                sql.bound(batch) + "; " + sql.rows(batch),
                executed -> {
                    Batch.Done bound = Backfill.bound(executed.getResultSet(), batch);
                    executed.getMoreResults();
                    ResultSet rows = Objects.requireNonNull(executed.getResultSet());
                    return new Fetched(bound, columns.fetch(session.jooq(), rows));
                },
                sql.binds(batch));
        work.run(fetched.rows());
        List<Record> changed = fetched.rows().stream().filter(Record::changed).toList();
        return Backfill.withChanged(fetched.bound(), changed.isEmpty() ? 0 : writeBack(fetched.rows(), changed));
    }

    private long writeBack(Result<Record> rows, List<Record> changed) throws Exception {
        List<String> names = new ArrayList<>(keyset.columns());
        for (int i = 0; i < rows.fields().length; i++) {
            if (isChanged(changed, i)) {
                names.add(refuseKey(rows.field(i).getName()));
            }
        }
        @Nullable Object[] binds = new Object[names.size()];
        for (int i = 0; i < binds.length; i++) {
            int at = rows.indexOf(names.get(i));
            @Nullable String[] values = new String[changed.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = text(changed.get(row).get(at), names.get(i));
            }
            binds[i] = values;
        }
        return session.sql(update(names), binds);
    }

    private static boolean isChanged(List<Record> rows, int column) {
        for (Record row : rows) {
            if (row.changed(column)) {
                return true;
            }
        }
        return false;
    }

    /** {@code update t set a = v.c1::int from unnest(?::text[], ?::text[]) v (c0, c1) where t.id = v.c0::bigint}. */
    private String update(List<String> names) throws StepException {
        List<String> known = columns.types(names);
        List<String> sets = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String column = Identifiers.quoted(names.get(i));
            String value = "v.c" + i + "::" + known.get(i);
            if (i < keyset.columns().size()) {
                keys.add("t." + column + " = " + value);
            } else {
                sets.add(column + " = " + value);
            }
        }
        String arrays = names.stream().map(column -> "?::text[]").collect(Collectors.joining(", "));
        StringBuilder aliases = new StringBuilder("c0");
        for (int i = 1; i < names.size(); i++) {
            aliases.append(", c").append(i);
        }
        return "update " + keyset.table() + " t set " + String.join(", ", sets) + " from unnest(" + arrays + ") v ("
                + aliases + ") where " + String.join(" and ", keys);
    }

    private String refuseKey(String column) throws StepException {
        if (keyset.columns().contains(column)) {
            throw new StepException(
                    "the work changes " + column + ", which belongs to the key in whose order it goes through "
                            + keyset.table(),
                    "leave the key alone, or go through it by another unique key with key(…); the batches before"
                            + " this one are committed");
        }
        return column;
    }

    /** The form in which PostgreSQL reads a value of the column's type. */
    private static @Nullable String text(@Nullable Object value, String column) throws StepException {
        if (value == null) {
            return null;
        }
        if (value instanceof byte[] bytes) {
            return "\\x" + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof JSONB json) {
            return json.data();
        }
        if (value instanceof JSON json) {
            return json.data();
        }
        if (value.getClass().isArray()) {
            throw new StepException(
                    "the array in " + column + " can't be written back by rows",
                    "set it in SQL with set(…), or write the batch yourself as io.upshift.Batches");
        }
        return value.toString();
    }
}
