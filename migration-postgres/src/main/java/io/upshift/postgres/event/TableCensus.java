package io.upshift.postgres.event;

import io.upshift.event.EventCensus;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventSchema;
import io.upshift.event.StoredEvent;
import io.upshift.postgres.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Counts the events of a table by type and version. */
record TableCensus(EventTable events, EventRegistry<?> registry) {

    EventCensus all(Connection connection) throws SQLException {
        EventSql sql = new EventSql(events);
        String select = "select " + Identifiers.quoted(events.type()) + "::text, " + sql.version() + ", count(*) from "
                + events + " group by 1, 2";
        try (PreparedStatement statement = connection.prepareStatement(select);
                ResultSet rows = statement.executeQuery()) {
            Found found = new Found();
            while (rows.next()) {
                found.add(rows);
            }
            return new EventCensus(found.counts, found.unreadable, found.total);
        }
    }

    /** Pages without events don't count as draws: they say nothing about the shares. */
    EventCensus sample(Connection connection, double percent) throws SQLException {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException(
                    "A sample of " + percent + " % is none: take more than 0 and at most 100");
        }
        if (percent == 100) {
            return all(connection);
        }
        EventSql sql = new EventSql(events);
        String select = "with drawn as materialized (select " + Identifiers.quoted(events.type()) + "::text as type, "
                + sql.version() + " as version, tableoid, (ctid::text::point)[0] as page from " + events
                + " tablesample system (?)) select type, version, count(*),"
                + " (select count(*) from (select distinct tableoid, page from drawn) pages) from drawn group by 1, 2";
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setDouble(1, percent);
            try (ResultSet rows = statement.executeQuery()) {
                Found found = new Found();
                long pages = 0;
                while (rows.next()) {
                    found.add(rows);
                    pages = rows.getLong(4);
                }
                long population = Math.max(found.total, Math.round(found.total / (percent / 100)));
                return new EventCensus(found.counts, found.unreadable, population, pages);
            }
        }
    }

    private final class Found {
        private final Map<EventSchema, Long> counts = new HashMap<>();
        private long unreadable;
        private long total;

        void add(ResultSet row) throws SQLException {
            String type = row.getString(1);
            int version = row.getInt(2);
            long count = row.getLong(3);
            total += count;
            if (type == null || type.isBlank() || version == StoredEvent.BAD_VERSION) {
                unreadable += count;
            } else {
                int meant = version == StoredEvent.NO_VERSION ? registry.defaultVersion() : version;
                counts.merge(EventSchema.of(type, meant), count, Long::sum);
            }
        }
    }
}
