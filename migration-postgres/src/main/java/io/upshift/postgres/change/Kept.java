package io.upshift.postgres.change;

import io.upshift.Gate;
import io.upshift.Step;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An old structure that stays in step for a while after the contract.
 *
 * <p>Since when is kept in the comment of the hidden column, where whoever finds it reads what it is for.
 */
record Kept(ColumnChange change, SyncNames names, Duration time) {
    private static final String NOTE = "Upshift keeps the old columns of this table in step since ";

    private static final String AGE =
            "select extract(epoch from now() - split_part(col_description(a.attrelid, a.attnum),"
                    + " ?, 2)::timestamptz)::bigint from pg_catalog.pg_attribute a where a.attrelid = to_regclass(?)"
                    + " and a.attname = ? and col_description(a.attrelid, a.attnum) like ? || '%'";

    Step<PostgresSession> step() {
        return Step.transactional("keep the old columns of " + change.table().plain(), this::note, this::forget);
    }

    Gate<PostgresSession> gate() {
        return this::whyShut;
    }

    private void note(PostgresSession db) throws Exception {
        String now = new Reading(db).texts("select now()").get(0);
        db.sql(comment(db) + Identifiers.literal(NOTE + now));
    }

    private void forget(PostgresSession db) throws Exception {
        db.sql(comment(db) + "null");
    }

    private String comment(PostgresSession db) throws Exception {
        return "comment on column " + LiveTable.read(db, change.table()).sql() + "."
                + Identifiers.quoted(names.marker()) + " is ";
    }

    private Optional<String> whyShut(PostgresSession db) throws Exception {
        List<String> age = new Reading(db).texts(AGE, NOTE, change.table().sql(), names.marker(), NOTE);
        if (age.isEmpty()) {
            return Optional.of("the contract has not been applied yet");
        }
        Duration left = time.minusSeconds(Long.parseLong(age.get(0)));
        return left.isNegative() || left.isZero()
                ? Optional.empty()
                : Optional.of(String.join(", ", change.goes()) + " stays in step for another " + words(left));
    }

    private static String words(Duration left) {
        return left.toDays() > 0
                ? left.toDays() + " days"
                : left.toHours() > 0 ? left.toHours() + " hours" : left.toSeconds() + " s";
    }
}
