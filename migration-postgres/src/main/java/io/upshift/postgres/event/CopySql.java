package io.upshift.postgres.event;

import io.upshift.StepException;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventSchema;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The statements that copy events from one table to another. */
record CopySql(EventTable source, EventTable target) {
    private static final String COLUMNS = "select attname::text from pg_attribute where attrelid = cast(? as regclass)"
            + " and attnum > 0 and not attisdropped and attgenerated = '' order by attnum";

    private static final String KEYS_WITHOUT = "select c.relname::text from pg_index i join pg_class c on"
            + " c.oid = i.indexrelid where i.indrelid = cast(? as regclass) and i.indisunique and not exists (select"
            + " from pg_attribute a where a.attrelid = i.indrelid and a.attname = ? and a.attnum = any (i.indkey))"
            + " order by 1";

    private static final String KEYS_OF_EVENTS = "select exists (select from pg_index i where i.indrelid = cast(? as"
            + " regclass) and i.indisunique and (select array_agg(a.attname::text order by a.attname) from pg_attribute a"
            + " where a.attrelid = i.indrelid and a.attnum = any (i.indkey)) = (select array_agg(n order by n collate"
            + " \"C\") from unnest(?::text[]) n))";

    /** A unique index without the part would let only the first part in. */
    void refuseKeysWithoutPart(PostgresSession session) throws SQLException, StepException {
        String part = Objects.requireNonNull(target.part());
        List<String> without = texts(session, KEYS_WITHOUT, target.toString(), part);
        if (!without.isEmpty()) {
            throw source.refused(
                    "the unique indexes " + String.join(", ", without) + " of " + target + " don't hold " + part
                            + ", so of an event that becomes several all but the first would get lost",
                    "add the column to them");
        }
        boolean isUnique = session.query(
                KEYS_OF_EVENTS,
                executed -> {
                    ResultSet row = Objects.requireNonNull(executed.getResultSet());
                    row.next();
                    return row.getBoolean(1);
                },
                target.toString(),
                new String[] {target.stream(), target.position(), part});
        if (!isUnique) {
            throw source.refused(
                    target + " has no unique index over " + target.stream() + ", " + target.position() + " and " + part
                            + ", so an event that is copied again would be in it twice",
                    "add one");
        }
    }

    /** The source's columns that the target has too, over which the changes go. Binds places and changes. */
    String insert(PostgresSession session, String from) throws SQLException {
        List<String> columns = new ArrayList<>(texts(session, COLUMNS, target.toString()));
        List<String> known = texts(session, COLUMNS, source.toString());
        List<String> set = Arrays.asList(
                target.stream(), target.position(), target.part(), target.type(), target.version(), target.payload());
        columns.removeIf(column -> !known.contains(column) && !set.contains(column));
        String names = columns.stream().map(Identifiers::quoted).collect(Collectors.joining(", "));
        String values = columns.stream()
                .map(column -> "r." + Identifiers.quoted(column))
                .collect(Collectors.joining(", "));
        return "insert into " + target + " (" + names + ") overriding system value select " + values
                + " from unnest(?::text[], ?::text[]) with ordinality v (place, changes, n) join " + from
                + " s on s.ctid = v.place::tid cross join lateral jsonb_populate_record(null::" + target
                + ", to_jsonb(s) || jsonb_build_object(" + Identifiers.literal(target.stream()) + ", s."
                + Identifiers.quoted(source.stream()) + ", " + Identifiers.literal(target.position()) + ", s."
                + Identifiers.quoted(source.position())
                + ") || v.changes::jsonb) r order by v.n on conflict do nothing";
    }

    /** The events behind the newest one of their stream that was copied, in order. */
    String tail() {
        return "select " + new EventSql(source).columns() + " from " + source + " t where not exists (select from "
                + target + " c where " + same() + " and c." + Identifiers.quoted(target.position()) + " >= t."
                + Identifiers.quoted(source.position()) + ") order by t." + Identifiers.quoted(source.stream())
                + ", t." + Identifiers.quoted(source.position());
    }

    /** How many events of which exactly one comes aren't copied. */
    String missing(EventRegistry<?> registry) {
        List<EventSchema> alone =
                registry.schemas().stream().filter(registry::isOneToOne).toList();
        return "select count(*) from " + source + " t where " + new EventSql(source).isOneOf(alone, registry)
                + " and not exists (select from " + target + " c where " + same() + " and " + samePosition() + ")";
    }

    /** How many rows of the target come of no event. */
    String surplus() {
        return "select count(*) from " + target + " c where not exists (select from " + source + " t where " + same()
                + " and " + samePosition() + ")";
    }

    /** How many events have parts that don't follow each other from 0; a source with parts may have dropped some. */
    String brokenParts() {
        if (source.part() != null) {
            return "select 0";
        }
        String part = Identifiers.quoted(Objects.requireNonNull(target.part()));
        return "select count(*) from (select from " + target + " group by " + Identifiers.quoted(target.stream())
                + ", " + Identifiers.quoted(target.position()) + " having min(" + part + ") <> 0 or max(" + part
                + ") <> count(*) - 1) broken";
    }

    private String same() {
        return "c." + Identifiers.quoted(target.stream()) + " = t." + Identifiers.quoted(source.stream());
    }

    private String samePosition() {
        return "c." + Identifiers.quoted(target.position()) + " = t." + Identifiers.quoted(source.position());
    }

    private static List<String> texts(PostgresSession session, String sql, Object... binds) throws SQLException {
        return session.query(
                sql,
                executed -> {
                    List<String> texts = new ArrayList<>();
                    ResultSet rows = Objects.requireNonNull(executed.getResultSet());
                    while (rows.next()) {
                        texts.add(rows.getString(1));
                    }
                    return texts;
                },
                binds);
    }
}
