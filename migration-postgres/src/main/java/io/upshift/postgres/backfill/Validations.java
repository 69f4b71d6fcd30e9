package io.upshift.postgres.backfill;

import io.upshift.StepException;
import io.upshift.Validation;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.TableName;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks of PostgreSQL data, for before, during and after work in batches. */
public final class Validations {
    private Validations() {}

    /** A query's one value has to be the expected one. */
    public static Validation<PostgresSession> query(String name, String sql, Object expected) {
        return Validation.of(name, session -> one(session, name, sql), expected);
    }

    /** A query's one value has to satisfy a condition. */
    public static Validation<PostgresSession> query(String name, String sql, Predicate<@Nullable Object> holds) {
        return Validation.that(name, session -> one(session, name, sql), holds);
    }

    /** A table has to have as many rows after the work as before it. */
    public static Validation<PostgresSession> sameRows(String table) {
        return unchanged("rows of " + table, "select count(*) from " + TableName.of(table));
    }

    /**
     * Columns that the work doesn't touch have to hold the same after it as before it.
     *
     * <p>Reads the whole table twice; writes of the service to these columns meanwhile look like changes.
     */
    public static Validation<PostgresSession> sameContent(String table, String... columns) {
        String row = Arrays.stream(columns).map(Identifiers::quoted).collect(Collectors.joining(", "));
        return unchanged(
                "content of " + table,
                "select count(*) || ':' || coalesce(sum(hashtextextended(row(" + row + ")::text, 0)::numeric), 0) from "
                        + TableName.of(table));
    }

    /** A query's one value, of whatever type, has to be the same after the work as before it. */
    public static Validation<PostgresSession> unchanged(String name, String sql) {
        return Validation.unchanged(name, session -> one(session, name, sql));
    }

    /**
     * For a sample of the rows, the way back of the way there is what was there: {@code back} applied to what
     * {@code there} makes. Made before the work.
     *
     * @param there SQL over the columns, as the work sets it
     * @param back SQL over the columns and {@code made}, what {@code there} makes
     * @param column what the rows hold now
     * @param percent of the table's pages to look at
     */
    public static Validation<PostgresSession> roundTrip(
            String table, String column, String there, String back, double percent) {
        String name = Identifiers.quoted(column);
        String sql = "select count(*) from (select s.*, " + there + " as made from " + TableName.of(table)
                + " s tablesample system (" + percent + ")) t where (" + back + ") is distinct from " + name;
        return query("round trip of " + column + " in " + table, sql, 0).before();
    }

    /** Old and new have to agree: an expression over each row of a table, such as {@code new_name is not distinct from name}. */
    public static Validation<PostgresSession> everyRow(String table, String condition) {
        return query(
                "every row of " + table,
                "select exists (select from " + TableName.of(table) + " where not coalesce((" + condition
                        + "), false))",
                false);
    }

    /**
     * Two tables have to hold the same, or the old and the new columns of one; the keys of the first hundred rows that
     * differ are kept with the checkpoints.
     */
    public static Validation<PostgresSession> same(Comparison comparison) {
        return Validation.none(comparison.toString(), session -> new Differences(session, comparison).find());
    }

    private static @Nullable Object one(PostgresSession session, String name, String sql) throws Exception {
        Object[] value = session.query(sql, executed -> {
            ResultSet row = Objects.requireNonNull(executed.getResultSet());
            if (!row.next()) {
                return new Object[0];
            }
            @Nullable Object first = row.getObject(1);
            boolean several = row.next() || row.getMetaData().getColumnCount() > 1;
            return several ? new Object[2] : new @Nullable Object[] {first};
        });
        if (value.length != 1) {
            throw new StepException(
                    "the validation '" + name + "' answers with "
                            + (value.length == 0 ? "no row" : "more than one row or column"),
                    "write a query that answers with one value, such as select count(*)");
        }
        return value[0];
    }
}
