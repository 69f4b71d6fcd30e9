package io.upshift.postgres.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upshift.BatchSize;
import io.upshift.Batches;
import io.upshift.DataMigration;
import io.upshift.MigrationException;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.Settings;
import io.upshift.event.EventDowncaster;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventRegistryBuilder;
import io.upshift.event.EventSchema;
import io.upshift.event.EventUpcaster;
import io.upshift.event.UpcasterChain;
import io.upshift.event.json.JsonCodec;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;

/** Streams of stock events; every rewrite of one counts itself in the payload, so that a second one would show. */
final class Stock {
    static final EventSchema V1 = EventSchema.of("ItemCreated", 1);
    static final EventSchema V3 = EventSchema.of("ItemCreated", 3);
    static final EventTable EVENTS = EventTable.of("stock_events").metadata("metadata");

    static final String TABLE = "create table stock_events (id bigint generated always as identity primary key,"
            + " stream_id text not null, position bigint not null, type text not null, schema_version int,"
            + " payload jsonb not null, metadata jsonb not null default '{}',"
            + " recorded_at timestamptz not null default clock_timestamp(), unique (stream_id, position))";

    private Stock() {}

    static EventRegistryBuilder<ObjectNode> registry() {
        return EventRegistry.builder(ObjectNode.class)
                .event("ItemCreated", 1, 2, 3)
                .event("StockAdjusted", 1)
                .add(EventUpcaster.of(
                        V1, payload -> payload.put("way", payload.path("way").asText() + "2")))
                .add(EventUpcaster.of(
                        V1.next(),
                        payload -> payload.put("way", payload.path("way").asText() + "3")))
                .add(EventDowncaster.of(
                        V3,
                        V1.next(),
                        payload -> payload.put("way", payload.path("way").asText() + "b")))
                .add(EventDowncaster.of(
                        V1.next(),
                        V1,
                        payload -> payload.put("way", payload.path("way").asText() + "a")));
    }

    static UpcasterChain<String, ObjectNode> chain(EventRegistryBuilder<ObjectNode> registry) {
        return registry.build().chain(JsonCodec.text(new ObjectMapper()));
    }

    /** Per stream one ItemCreated, of versions 1 to 3 in turn, and two StockAdjusted. */
    static void create(DataSource source, int streams) throws SQLException {
        execute(source, TABLE);
        append(source, 1, streams);
    }

    static void append(DataSource source, int from, int to) throws SQLException {
        execute(
                source,
                "insert into stock_events (stream_id, position, type, schema_version, payload, metadata)"
                        + " select 'item-' || s, p, case p when 1 then 'ItemCreated' else 'StockAdjusted' end,"
                        + " case p when 1 then 1 + s % 3 else 1 end,"
                        + " jsonb_build_object('sku', 's' || s, 'price', 12345678901234567890.123456789),"
                        + " jsonb_build_object('user', 'u' || s % 7, 'trace', jsonb_build_object('id', s))"
                        + " from generate_series(" + from + ", " + to + ") s, generate_series(1, 3) p order by s, p");
    }

    static MigrationRunner<PostgresSession> runner(
            DataSource source, Batches<PostgresSession> up, Batches<PostgresSession> down) {
        return runner(source, up, down, 1);
    }

    static MigrationRunner<PostgresSession> runner(
            DataSource source, Batches<PostgresSession> up, Batches<PostgresSession> down, int workers) {
        return MigrationRunner.on(PostgresTarget.of(source))
                .service("stock", "1")
                .add(new Data(up, down))
                .settings(Settings.defaults().batchWorkers(workers))
                .build();
    }

    static DataMigration<PostgresSession> data(Batches<PostgresSession> up, Batches<PostgresSession> down) {
        return new Data(up, down);
    }

    /** There in one direction, back in the other. */
    static MigrationRunner<PostgresSession> rewriting(DataSource source, int batch, int workers) {
        UpcasterChain<String, ObjectNode> chain = chain(registry());
        return runner(
                source,
                EVENTS.upcast(chain).size(BatchSize.fixed(batch)),
                EVENTS.downcast(chain, V1).size(BatchSize.fixed(batch)),
                workers);
    }

    static MigrationException failure(DataSource source, Batches<PostgresSession> work) {
        return Assertions.catchThrowableOfType(
                MigrationException.class, () -> runner(source, work, work).migrate());
    }

    /** How many ItemCreated there are of each version and way. */
    static String created(DataSource source) throws SQLException {
        return text(
                source,
                "select string_agg(n || ' v' || v || ' ' || way, ', ' order by v, way) from (select schema_version v,"
                        + " coalesce(payload ->> 'way', '-') way, count(*) n from stock_events where type ="
                        + " 'ItemCreated' group by 1, 2) x");
    }

    static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String text(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private record Data(Batches<PostgresSession> up, Batches<PostgresSession> work)
            implements DataMigration<PostgresSession> {
        @Override
        public MigrationId id() {
            return MigrationId.of("1", "events");
        }

        @Override
        public Optional<Batches<PostgresSession>> down() {
            return Optional.of(work);
        }
    }
}
