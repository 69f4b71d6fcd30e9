package io.upshift.postgres.event;

import static io.upshift.postgres.event.Stock.created;
import static io.upshift.postgres.event.Stock.execute;
import static io.upshift.postgres.event.Stock.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upshift.BatchSize;
import io.upshift.Report;
import io.upshift.event.EventAction;
import io.upshift.event.EventProblem;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventRegistryBuilder;
import io.upshift.event.EventSchema;
import io.upshift.event.EventSplitter;
import io.upshift.event.EventUpcaster;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can't be written anew is named before anything is changed, and never by its payload. */
class EventRewriteBadInputTest {
    private static final String SECRET = "4111-1111-1111-1111";

    private Database database;
    private DataSource source;

    @BeforeEach
    void open() throws Exception {
        database = PostgresServer.shared().freshDatabase();
        source = database.dataSource();
        Stock.create(source, 9);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void everyTypeAndVersionThatIsUnknownIsNamedBeforeAnythingIsChanged() throws Exception {
        execute(
                source,
                "update stock_events set type = 'Unheard' where id = 9; update stock_events set schema_version = 7"
                        + " where id = 12; update stock_events set schema_version = -2 where id = 15");

        assertThat(Stock.failure(source, rewrite(Stock.registry())))
                .hasMessageContaining("Unheard v1: there is no such type; there are ItemCreated, StockAdjusted")
                .hasMessageContaining("StockAdjusted v7: it is newer than the known versions 1")
                .hasMessageContaining("StockAdjusted whose version isn't a whole number from 1")
                .hasMessageContaining("nothing was changed");
        assertThat(created(source)).isEqualTo("3 v1 -, 3 v2 -, 3 v3 -");
    }

    @Test
    void unknownEventsAreLeftAloneWhenTheRegistryPassesThemThrough() throws Exception {
        execute(source, "update stock_events set type = 'Unheard', schema_version = null where id = 9");
        var registry = Stock.registry().on(EventProblem.UNKNOWN_TYPE, EventAction.PASS_THROUGH);

        assertThat(Stock.runner(source, rewrite(registry), rewrite(registry)).migrate())
                .isInstanceOf(Report.Completed.class);
        assertThat(text(source, "select count(*) from stock_events where type = 'Unheard' and schema_version is null"))
                .isEqualTo("1");
        assertThat(created(source)).isEqualTo("3 v3 -, 3 v3 23, 3 v3 3");
    }

    @Test
    void whatBecomesSeveralEventsOrNoneIsRefused() throws Exception {
        var registry = EventRegistry.builder(ObjectNode.class)
                .event("ItemCreated", 1, 2, 3)
                .event("StockAdjusted", 1)
                .add(EventUpcaster.of(Stock.V1, payload -> payload))
                .add(EventUpcaster.of(Stock.V1.next(), payload -> payload))
                .add(EventSplitter.drop(EventSchema.of("StockAdjusted", 1)));

        assertThat(Stock.failure(source, rewrite(registry)))
                .hasMessageContaining("StockAdjusted v1 doesn't become exactly one event")
                .hasMessageContaining("copy them to another table");
        assertThat(created(source)).isEqualTo("3 v1 -, 3 v2 -, 3 v3 -");
    }

    @Test
    void anEventThatFailsIsNamedByItsPlaceOrLeftOut() throws Exception {
        execute(
                source,
                "update stock_events set payload = '{\"card\": \"" + SECRET + "\"}' where stream_id = 'item-3'"
                        + " and position = 1");
        var registry = EventRegistry.builder(ObjectNode.class)
                .event("ItemCreated", 1, 2, 3)
                .event("StockAdjusted", 1)
                .add(EventUpcaster.of(
                        Stock.V1,
                        payload -> payload.put(
                                "n", Integer.parseInt(payload.path("card").asText("1")))))
                .add(EventUpcaster.of(Stock.V1.next(), payload -> payload));

        assertThat(Stock.failure(source, rewrite(registry)))
                .hasMessageContaining("ItemCreated v1, stream item-3, position 1")
                .hasMessageContaining("NumberFormatException")
                .message()
                .doesNotContain(SECRET);
        assertThat(Stock.runner(source, rewrite(registry).skipUpTo(1), rewrite(registry))
                        .migrate())
                .isInstanceOf(Report.Completed.class);
        assertThat(created(source)).isEqualTo("1 v1 -, 8 v3 -");
        assertThat(text(source, "select count(*) || ' ' || min(key) from upshift_history_batch_failed"))
                .isEqualTo("1 {7}");
    }

    @Test
    void anEventThatIsQuarantinedIsNotWrittenBack() throws Exception {
        var chain = Stock.registry()
                .event("Failing", 1, 2)
                .add(EventUpcaster.of(EventSchema.of("Failing", 1), payload -> {
                    throw new IllegalStateException(SECRET);
                }))
                .on(EventProblem.FAILED, EventAction.QUARANTINE)
                .build()
                .chain(
                        io.upshift.event.json.JsonCodec.text(new com.fasterxml.jackson.databind.ObjectMapper()),
                        (event, reason) -> {});
        execute(source, "update stock_events set type = 'Failing' where id = 9");

        assertThat(Stock.failure(source, Stock.EVENTS.upcast(chain).size(BatchSize.fixed(2))))
                .hasMessageContaining("Failing v1, stream item-3, position 3 was quarantined");
    }

    @Test
    void aTableWithoutAKeyIsRefused() throws Exception {
        execute(
                source,
                "alter table stock_events drop constraint stock_events_pkey, drop constraint"
                        + " stock_events_stream_id_position_key");
        assertThat(Stock.failure(source, rewrite(Stock.registry()))).hasMessageContaining("has no usable key");
    }

    @Test
    void columnsThatAreNotThereAreNamed() {
        assertThat(Stock.failure(source, Stock.EVENTS.type("kind").upcast(Stock.chain(Stock.registry()))))
                .hasMessageContaining("column \"kind\" does not exist");
        assertThatThrownBy(() -> Stock.EVENTS.versionIn("headers", "v").upcast(Stock.chain(Stock.registry())))
                .hasMessageContaining("neither the column with the payload nor the one with metadata");
        assertThatThrownBy(
                        () -> Stock.EVENTS.downcast(Stock.chain(Stock.registry()), EventSchema.of("StockAdjusted", 1)))
                .hasMessageContaining("No downcasters lead to StockAdjusted v1");
        assertThatThrownBy(() -> EventTable.of("")).hasMessageContaining("at least one character");
    }

    private static EventRewrite rewrite(EventRegistryBuilder<ObjectNode> registry) {
        return Stock.EVENTS.upcast(Stock.chain(registry)).size(BatchSize.fixed(4));
    }
}
