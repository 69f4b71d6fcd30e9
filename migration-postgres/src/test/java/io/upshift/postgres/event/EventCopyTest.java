package io.upshift.postgres.event;

import static io.upshift.postgres.event.Stock.execute;
import static io.upshift.postgres.event.Stock.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upshift.BatchSize;
import io.upshift.Migration;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.event.EventContext;
import io.upshift.event.EventPart;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventSchema;
import io.upshift.event.EventSplitter;
import io.upshift.event.EventUpcaster;
import io.upshift.event.UpcasterChain;
import io.upshift.event.json.JsonCodec;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that become several or none are copied to another table, in their order. */
class EventCopyTest {
    private static final EventSchema ADJUSTED = EventSchema.of("StockAdjusted", 1);
    private static final EventTable NEW =
            EventTable.of("stock_events_new").metadata("metadata").part("part");

    private Database database;
    private DataSource source;

    @BeforeEach
    void open() throws Exception {
        database = PostgresServer.shared().freshDatabase();
        source = database.dataSource();
        Stock.create(source, 60);
        execute(
                source,
                "create table stock_events_new (like stock_events including defaults including identity, part int not"
                        + " null, primary key (id, part), unique (stream_id, position, part))");
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** An adjustment becomes what left and what came; the one at position 3 becomes nothing. */
    private record Parted() implements EventSplitter<ObjectNode> {
        @Override
        public EventSchema from() {
            return ADJUSTED;
        }

        @Override
        public Set<EventSchema> to() {
            return Set.of(EventSchema.of("Taken", 1), EventSchema.of("Brought", 1));
        }

        @Override
        public List<EventPart<ObjectNode>> split(ObjectNode payload, EventContext context) {
            return context.position() == 3
                    ? List.of()
                    : List.of(
                            EventPart.of(EventSchema.of("Taken", 1), payload),
                            EventPart.of(EventSchema.of("Brought", 1), payload.deepCopy()));
        }
    }

    @Test
    void oneEventBecomesSeveralInOrderOrNone() throws Exception {
        assertThat(copying().migrate()).isInstanceOf(Report.Completed.class);

        assertThat(text(
                        source,
                        "select count(*) || ' of ' || string_agg(distinct events, ' | ') from (select stream_id,"
                                + " string_agg(position || '.' || part || ' ' || type || ' ' || schema_version, ', '"
                                + " order by position, part) events from stock_events_new group by 1) streams"))
                .isEqualTo("60 of 1.0 ItemCreated 3, 2.0 Taken 1, 2.1 Brought 1");
        assertThat(text(
                        source,
                        "select count(*) from stock_events_new n join stock_events o using (id, stream_id, position,"
                                + " recorded_at, metadata) where n.payload -> 'price' = o.payload -> 'price'"))
                .as("everything else is copied")
                .isEqualTo("180");
    }

    @Test
    void whatIsAppendedMeanwhileIsBroughtByTheChangeOver() throws Exception {
        copying().migrate();
        Stock.append(source, 61, 70);
        execute(
                source,
                "insert into stock_events (stream_id, position, type, schema_version, payload) values ('item-5', 4,"
                        + " 'StockAdjusted', 1, '{}'), ('item-5', 5, 'ItemCreated', 1, '{}')");

        finishing(copy()).migrate();

        assertThat(text(
                        source,
                        "select string_agg(position || '.' || part || ' ' || type, ', ' order by position, part)"
                                + " from stock_events where stream_id = 'item-5'"))
                .as("under the old name")
                .isEqualTo("1.0 ItemCreated, 2.0 Taken, 2.1 Brought, 4.0 Taken, 4.1 Brought, 5.0 ItemCreated");
        assertThat(text(source, "select count(*) from stock_events")).isEqualTo(Integer.toString(70 * 3 + 3));
    }

    @Test
    void aLostEventKeepsTheTablesFromChangingOver() throws Exception {
        copying().migrate();
        execute(source, "delete from stock_events_new where stream_id = 'item-7' and position = 1");
        assertThatThrownBy(() -> finishing(copy()).migrate())
                .hasMessageContaining("1 events are missing in \"stock_events_new\"")
                .hasMessageContaining("nothing was changed over");
        assertThat(text(source, "select to_regclass('stock_events_new') is not null"))
                .isEqualTo("t");
    }

    @Test
    void partsOutOfOrderAndEventsOfNoSourceKeepTheTablesFromChangingOver() throws Exception {
        copying().migrate();
        execute(source, "update stock_events_new set part = 2 where stream_id = 'item-8' and part = 1");
        assertThatThrownBy(() -> finishing(copy()).migrate()).hasMessageContaining("1 events have parts");
        execute(
                source,
                "update stock_events_new set part = 1 where stream_id = 'item-8' and part = 2;"
                        + " update stock_events_new set stream_id = 'nowhere' where stream_id = 'item-8' and part = 1");
        assertThatThrownBy(() -> finishing(copy()).migrate())
                .hasMessageContaining("1 events are in \"stock_events_new\" that aren't in \"stock_events\"");
    }

    @Test
    void copyingAgainChangesNothing() throws Exception {
        copying().migrate();
        String before = text(source, "select md5(string_agg(n::text, '' order by id, part)) from stock_events_new n");
        MigrationRunner<PostgresSession> again = MigrationRunner.on(PostgresTarget.of(source))
                .service("another", "1")
                .add(Stock.data(copy(), copy()))
                .build();
        assertThat(again.migrate()).isInstanceOf(Report.Completed.class);
        assertThat(text(source, "select md5(string_agg(n::text, '' order by id, part)) from stock_events_new n"))
                .isEqualTo(before);
    }

    @Test
    void aTargetThatWouldLosePartsIsRefused() throws Exception {
        execute(source, "alter table stock_events_new add unique (stream_id, position)");
        assertThat(Stock.failure(source, copy()))
                .hasMessageContaining("the unique indexes stock_events_new_stream_id_position_key")
                .hasMessageContaining("nothing was changed");
        execute(
                source,
                "alter table stock_events_new drop constraint stock_events_new_stream_id_position_key,"
                        + " drop constraint stock_events_new_stream_id_position_part_key");
        assertThat(Stock.failure(source, copy()))
                .hasMessageContaining("has no unique index over stream_id, position and part");
        assertThatThrownBy(() -> Stock.EVENTS.copyTo(EventTable.of("stock_events_new"), chain()))
                .hasMessageContaining("has no column for parts");
    }

    private MigrationRunner<PostgresSession> copying() {
        return Stock.runner(source, copy(), copy(), 2);
    }

    private static EventCopy copy() {
        return Stock.EVENTS.copyTo(NEW, chain()).size(BatchSize.fixed(16));
    }

    private MigrationRunner<PostgresSession> finishing(EventCopy copy) {
        return MigrationRunner.on(PostgresTarget.of(source))
                .service("stock", "1")
                .add(Stock.data(copy, copy))
                .add(new ChangeOver(copy))
                .build();
    }

    private static UpcasterChain<String, ObjectNode> chain() {
        return EventRegistry.builder(ObjectNode.class)
                .event("ItemCreated", 1, 2, 3)
                .event("StockAdjusted", 1)
                .event("Taken", 1)
                .event("Brought", 1)
                .add(EventUpcaster.of(Stock.V1, payload -> payload))
                .add(EventUpcaster.of(Stock.V1.next(), payload -> payload))
                .add(new Parted())
                .build()
                .chain(JsonCodec.text(new ObjectMapper()));
    }

    private record ChangeOver(EventCopy copy) implements Migration<PostgresSession> {
        @Override
        public MigrationId id() {
            return MigrationId.of("2", "change over");
        }

        @Override
        public void up(PostgresSession db) throws Exception {
            copy.finish(db);
            db.sql("alter table stock_events rename to stock_events_old;"
                    + " alter table stock_events_new rename to stock_events");
        }
    }
}
