package io.upshift.postgres.event;

import io.upshift.event.EventRegistry;
import io.upshift.event.EventSchema;
import io.upshift.event.StoredEvent;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.backfill.BatchRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The statements about a table of events. */
record EventSql(EventTable events) {
    private static final String NONE = "(false)";

    /**
     * The version of a row as {@link StoredEvent#version(Object)} gives it, so that the server can compare it: 0 without
     * one, -1 for what isn't a whole number from 1 to 999,999,999.
     */
    String version() {
        String field = events.versionField();
        String text = Identifiers.quoted(events.version())
                + (field == null ? "::text" : "::jsonb ->> " + Identifiers.literal(field));
        return "case when coalesce(btrim(" + text + "), '') = '' then 0 when btrim(" + text
                + ") ~ '^0*[1-9][0-9]{0,8}([.]0*){0,1}$' then btrim(" + text + ")::numeric::int else -1 end";
    }

    /** {@code (type, version) in (…)}; an event without a version belongs to the registry's default. */
    String isOneOf(Collection<EventSchema> schemas, EventRegistry<?> registry) {
        List<String> pairs = new ArrayList<>();
        for (EventSchema schema : schemas) {
            String type = Identifiers.literal(schema.type());
            pairs.add("(" + type + ", " + schema.version() + ")");
            if (schema.version() == registry.defaultVersion()) {
                pairs.add("(" + type + ", " + StoredEvent.NO_VERSION + ")");
            }
        }
        return pairs.isEmpty()
                ? NONE
                : "(" + Identifiers.quoted(events.type()) + "::text, " + version() + ") in (" + String.join(", ", pairs)
                        + ")";
    }

    /** What {@link StoredRow} reads. */
    String columns() {
        return "t.ctid::text, " + name(events.stream()) + "::text, " + name(events.position()) + "::bigint, "
                + (events.part() == null ? "0" : name(events.part()) + "::int") + ", " + name(events.type())
                + "::text, " + version() + ", " + name(events.payload()) + "::text, "
                + (events.metadata() == null ? "null" : name(events.metadata()) + "::text");
    }

    /** The rows of a batch, in its order; they stay as they are until its end, and so do their places. */
    String rows(BatchRows rows, String lock) {
        return "select " + columns() + " from " + rows.table() + " t where " + rows.condition() + " order by "
                + rows.order() + lock;
    }

    /** Sets what a rewrite may change. Binds the places of rows, and their changes as JSON objects by column. */
    String update(String table) {
        Set<String> changed = new LinkedHashSet<>(List.of(events.type(), events.version(), events.payload()));
        if (events.metadata() != null) {
            changed.add(events.metadata());
        }
        String names = changed.stream().map(Identifiers::quoted).collect(Collectors.joining(", "));
        String values = changed.stream()
                .map(column -> "r." + Identifiers.quoted(column))
                .collect(Collectors.joining(", "));
        return "update " + table + " t set (" + names + ") = (select " + values
                + " from jsonb_populate_record(t, v.changes::jsonb) r)"
                + " from unnest(?::text[], ?::text[]) v (place, changes) where t.ctid = v.place::tid";
    }

    /** How many gaps the streams have. */
    String gaps() {
        String position = name(events.position());
        return "select count(*) from (select " + position + " as here, lag(" + position + ") over (partition by "
                + name(events.stream()) + " order by " + position + ") as before from " + events
                + ") t where here - before > 1";
    }

    static long number(ResultSet row) throws SQLException {
        row.next();
        return row.getLong(1);
    }

    private static String name(String column) {
        return Identifiers.quoted(column);
    }
}
