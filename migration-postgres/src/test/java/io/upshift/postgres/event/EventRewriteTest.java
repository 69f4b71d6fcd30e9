package io.upshift.postgres.event;

import static io.upshift.postgres.event.Stock.created;
import static io.upshift.postgres.event.Stock.execute;
import static io.upshift.postgres.event.Stock.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upshift.BatchSize;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.RevertTo;
import io.upshift.event.EventContext;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventSchema;
import io.upshift.event.EventUpcaster;
import io.upshift.postgres.PostgresSession;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events are written as their current version where they are. */
class EventRewriteTest {
    private static final String REST = "select md5(string_agg(id || stream_id || position || type || (payload -> 'sku')"
            + " || (payload -> 'price') || metadata || recorded_at, ',' order by id)) from stock_events";

    private Database database;
    private DataSource source;

    @BeforeEach
    void open() {
        database = PostgresServer.shared().freshDatabase();
        source = database.dataSource();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void everyOldEventIsWrittenAsTheCurrentOneOnceAndBack() throws Exception {
        Stock.create(source, 900);
        String rest = text(source, REST);
        MigrationRunner<PostgresSession> runner = Stock.rewriting(source, 100, 2);

        assertThat(runner.migrate()).isInstanceOf(Report.Completed.class);
        assertThat(created(source)).isEqualTo("300 v3 -, 300 v3 23, 300 v3 3");
        assertThat(text(source, REST)).as("everything else").isEqualTo(rest);
        assertThat(text(source, "select sum(changed) from upshift_history_batch_range"))
                .isEqualTo("600");

        assertThat(runner.revert(RevertTo.last(), plan -> true)).isInstanceOf(Report.Completed.class);
        assertThat(created(source)).isEqualTo("300 v1 23ba, 300 v1 3ba, 300 v1 ba");
        assertThat(text(source, REST)).as("everything else").isEqualTo(rest);
    }

    @Test
    void eventsThatAreAppendedInAnOldVersionMeanwhileAreWrittenToo() throws Exception {
        Stock.create(source, 90);
        AtomicInteger read = new AtomicInteger();
        var registry = EventRegistry.builder(ObjectNode.class)
                .event("ItemCreated", 1, 3)
                .event("StockAdjusted", 1)
                .add(EventUpcaster.of(Stock.V1, Stock.V3, payload -> {
                    if (read.incrementAndGet() == 20) {
                        append();
                    }
                    return payload;
                }));
        execute(source, "update stock_events set schema_version = 1 where schema_version = 2");

        Stock.runner(
                        source,
                        Stock.EVENTS.upcast(Stock.chain(registry)).size(BatchSize.fixed(30)),
                        Stock.EVENTS.upcast(Stock.chain(registry)))
                .migrate();

        assertThat(text(source, "select count(*) from stock_events where type = 'ItemCreated' and schema_version < 3"))
                .isEqualTo("0");
        assertThat(text(source, "select count(*) from stock_events where type = 'ItemCreated'"))
                .as("appended behind the end and behind the cursor")
                .isEqualTo("94");
    }

    /** Three behind the end, and one whose key is before everything. */
    private void append() {
        try {
            execute(
                    source,
                    "insert into stock_events (stream_id, position, type, schema_version, payload) select 'late-' || n,"
                            + " 1, 'ItemCreated', 1, '{}' from generate_series(1, 3) n; insert into stock_events (id,"
                            + " stream_id, position, type, schema_version, payload) overriding system value values (-5,"
                            + " 'early', 1, 'ItemCreated', 1, '{}')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theVersionMayStandInTheMetadata() throws Exception {
        Stock.create(source, 30);
        execute(
                source,
                "update stock_events set metadata = metadata || jsonb_build_object('v', schema_version::text);"
                        + " alter table stock_events drop column schema_version");
        EventTable events = Stock.EVENTS.versionIn("metadata", "v");
        migrate(events);

        assertThat(text(
                        source,
                        "select string_agg(distinct type || ' ' || (metadata ->> 'v'), ', ') from stock_events"))
                .isEqualTo("ItemCreated 3, StockAdjusted 1");
        assertThat(text(
                        source,
                        "select count(*) from stock_events where metadata -> 'trace' ->> 'id' is not null"
                                + " and metadata ->> 'user' = 'u' || substr(stream_id, 6)::int % 7"))
                .isEqualTo("90");
    }

    @Test
    void theVersionMayStandInThePayloadAndBeMissing() throws Exception {
        Stock.create(source, 30);
        execute(
                source,
                "update stock_events set payload = case when schema_version > 1 then payload ||"
                        + " jsonb_build_object('v', schema_version) else payload end;"
                        + " alter table stock_events drop column schema_version");
        migrate(Stock.EVENTS.versionIn("payload", "v"));

        assertThat(text(
                        source,
                        "select string_agg(distinct type || ' ' || coalesce(payload ->> 'v', '-') || ' ' ||"
                                + " coalesce(payload ->> 'way', '-'), ', ') from stock_events"))
                .isEqualTo("ItemCreated 3 -, ItemCreated 3 23, ItemCreated 3 3, StockAdjusted - -");
    }

    @Test
    void theVersionMayBeATextAndTheTypeAnEnum() throws Exception {
        Stock.create(source, 30);
        execute(
                source,
                "create type event_type as enum ('StockAdjusted', 'ItemCreated'); alter table stock_events"
                        + " alter type type event_type using type::event_type,"
                        + " alter schema_version type varchar(9) using ' 00' || schema_version || '.0 '");
        migrate(Stock.EVENTS);
        assertThat(created(source)).isEqualTo("10 v 003.0  -, 10 v3 23, 10 v3 3");
    }

    @Test
    void metadataThatAnUpcasterChangesIsWrittenAndTheRestOfItStays() throws Exception {
        Stock.create(source, 3);
        var registry = EventRegistry.builder(ObjectNode.class)
                .event("ItemCreated", 1, 2, 3)
                .event("StockAdjusted", 1)
                .add(new Renaming())
                .add(EventUpcaster.of(Stock.V1.next(), payload -> payload));
        Stock.runner(source, Stock.EVENTS.upcast(Stock.chain(registry)), Stock.EVENTS.upcast(Stock.chain(registry)))
                .migrate();
        assertThat(text(
                        source,
                        "select metadata from stock_events where type = 'ItemCreated' and stream_id = 'item-3'"))
                .isEqualTo("{\"actor\": \"u3\", \"trace\": {\"id\": 3}}");
    }

    @Test
    void eachPartitionIsGoneThrough() throws Exception {
        execute(
                source,
                "create table stock_events (stream_id text, position bigint, type text, schema_version int, payload"
                        + " jsonb, metadata jsonb, primary key (stream_id, position)) partition by hash (stream_id);"
                        + " create table p0 partition of stock_events for values with (modulus 2, remainder 0);"
                        + " create table p1 partition of stock_events for values with (modulus 2, remainder 1)");
        Stock.append(source, 1, 60);
        migrate(Stock.EVENTS);
        assertThat(created(source)).isEqualTo("20 v3 -, 20 v3 23, 20 v3 3");
    }

    private void migrate(EventTable events) {
        var chain = Stock.chain(Stock.registry());
        assertThat(Stock.runner(source, events.upcast(chain).size(BatchSize.fixed(7)), events.downcast(chain, Stock.V1))
                        .migrate())
                .isInstanceOf(Report.Completed.class);
    }

    private record Renaming() implements EventUpcaster<ObjectNode> {
        @Override
        public EventSchema from() {
            return Stock.V1;
        }

        @Override
        public EventSchema to() {
            return Stock.V1.next();
        }

        @Override
        public ObjectNode upcast(ObjectNode payload, EventContext context) {
            context.metadata("actor", context.metadata().get("user"));
            context.metadata("user", null);
            return payload;
        }
    }
}
