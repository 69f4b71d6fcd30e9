package io.upshift.dynamodb.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.RevertTo;
import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.dynamodb.items.ItemBackfill;
import io.upshift.event.EventAction;
import io.upshift.event.EventContext;
import io.upshift.event.EventProblem;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventSchema;
import io.upshift.event.EventSplitter;
import io.upshift.event.EventUpcaster;
import io.upshift.testkit.DynamoDbAccount;
import io.upshift.testkit.DynamoDbServer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Events are written as their current version where they are. */
class EventRewriteTest {
    private static final String SECRET = "4111-1111-1111-1111";

    private final DynamoDbAccount account = DynamoDbServer.shared().freshAccount();
    private final DynamoDbClient client = account.client();

    @AfterEach
    void deleteTables() {
        client.close();
        account.close();
    }

    @Test
    void everyOldEventIsWrittenAsTheCurrentOneOnceAndBack() {
        Stock.make(client, 150);
        Set<Map<String, AttributeValue>> before = new HashSet<>(Stock.all(client));
        MigrationRunner<DynamoDbSession> runner = Stock.runner(
                client,
                2,
                new Stock.Work(
                        Stock.EVENTS.upcast(Stock.chain(Stock.registry())).keepUndo("stock_undo"),
                        Optional.of(ItemBackfill.restore(Stock.TABLE, "stock_undo"))));

        assertThat(runner.migrate()).isInstanceOf(Report.Completed.class);
        assertThat(Stock.created(client)).isEqualTo(Map.of("v3/0", 50, "v3/1", 50, "v3/2", 50));
        assertThat(rest(Stock.all(client))).as("everything else").isEqualTo(rest(before));

        runner.revert(RevertTo.last(1), plan -> true);
        assertThat(new HashSet<>(Stock.all(client))).isEqualTo(before);
    }

    @Test
    void eventsThatOldWritersAppendMeanwhileAreWrittenToo() {
        Stock.make(client, 40);
        AtomicInteger upcasts = new AtomicInteger();
        var registry = EventRegistry.ofMaps()
                .event("ItemCreated", 1, 2, 3)
                .event("StockAdjusted", 1)
                .add(EventUpcaster.of(Stock.V1, payload -> {
                    // Not in the sample, and behind the cursor of its segment or before it, wherever they are hashed
                    // to.
                    if (upcasts.incrementAndGet() == 20) {
                        for (int late = 0; late < 20; late++) {
                            Stock.put(client, Stock.event("late-" + late, 1, "ItemCreated", 1));
                        }
                    }
                    return Stock.counted(payload);
                }))
                .add(EventUpcaster.of(Stock.V1.next(), Stock::counted));

        Stock.runner(client, 1, Stock.EVENTS.upcast(Stock.chain(registry)).segments(2))
                .migrate();

        assertThat(upcasts.get()).isGreaterThan(35);
        assertThat(Stock.created(client).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(60);
        assertThat(Stock.created(client)).containsOnlyKeys("v3/0", "v3/1", "v3/2");
    }

    @Test
    void whatOthersHaveChangedIsUpcastFromWhatItIsByThen() {
        Stock.make(client, 3);
        AtomicInteger upcasts = new AtomicInteger();
        var registry = EventRegistry.ofMaps()
                .event("ItemCreated", 1, 2, 3)
                .event("StockAdjusted", 1)
                .add(EventUpcaster.of(Stock.V1, payload -> {
                    if (upcasts.incrementAndGet() == 2) {
                        Map<String, AttributeValue> other = Stock.event("item-3", 1, "ItemCreated", 1);
                        other.put("payload", AttributeValue.fromM(Map.of("sku", AttributeValue.fromS("corrected"))));
                        Stock.put(client, other);
                    }
                    return Stock.counted(payload);
                }))
                .add(EventUpcaster.of(Stock.V1.next(), Stock::counted));

        Stock.runner(client, 1, Stock.EVENTS.upcast(Stock.chain(registry))).migrate();

        assertThat(Stock.all(client))
                .filteredOn(item -> Stock.of(item, "streamId").s().equals("item-3")
                        && Stock.of(item, "position").n().equals("1"))
                .singleElement()
                .satisfies(item -> assertThat(Stock.of(item, "payload").m())
                        .containsEntry("sku", AttributeValue.fromS("corrected"))
                        .containsEntry("upcasts", AttributeValue.fromN("2")));
    }

    @Test
    void onlyTheStreamsThatAreNamedAreWritten() {
        Stock.make(client, 9);
        Stock.runner(
                        client,
                        1,
                        Stock.EVENTS.upcast(Stock.chain(Stock.registry())).streams("item-3", "item-4", "item-9"))
                .migrate();
        assertThat(Stock.created(client)).isEqualTo(Map.of("v1/0", 1, "v2/0", 2, "v3/0", 3, "v3/1", 1, "v3/2", 2));
    }

    @Test
    void aConsumerOfTheStreamTellsTheEchoOfARewrite() {
        Stock.make(client, 3);
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> before = byKey();
        Stock.runner(client, 1, Stock.EVENTS.upcast(Stock.chain(Stock.registry())))
                .migrate();
        byKey().forEach((key, after) -> {
            Map<String, AttributeValue> was = Objects.requireNonNull(before.get(key));
            assertThat(Echo.is(was, after)).isEqualTo(!was.equals(after));
            Map<String, AttributeValue> byTheService = new HashMap<>(after);
            byTheService.put("note", AttributeValue.fromS("x"));
            assertThat(Echo.is(after, byTheService)).isFalse();
        });
    }

    @Test
    void metadataThatAnUpcasterChangesIsWrittenAndTheRestOfItStays() {
        Stock.make(client, 3);
        var registry = EventRegistry.ofMaps()
                .event("ItemCreated", 1, 2, 3)
                .event("StockAdjusted", 1)
                .add(new Renaming())
                .add(EventUpcaster.of(Stock.V1.next(), payload -> payload));
        Stock.runner(client, 1, Stock.EVENTS.upcast(Stock.chain(registry))).migrate();
        assertThat(Stock.all(client))
                .extracting(item -> Stock.of(item, "metadata").m())
                .contains(Map.of(
                        "actor", AttributeValue.fromS("u"),
                        "trace", AttributeValue.fromM(Map.of("id", AttributeValue.fromN("7")))));
    }

    @Test
    void whatCantBeWrittenWhereItIsIsNamedBeforeAnythingIsChanged() {
        Stock.make(client, 6);
        Stock.put(client, Stock.event("odd", 1, "Unheard", 1));
        assertThat(failure(Stock.EVENTS.upcast(Stock.chain(Stock.registry()))))
                .hasMessageContaining("Unheard v1: there is no such type; there are ItemCreated, StockAdjusted")
                .hasMessageContaining("nothing was changed");
        Stock.put(client, Stock.event("odd", 1, "ItemCreated", 9));
        assertThat(failure(Stock.EVENTS.upcast(Stock.chain(Stock.registry()))))
                .hasMessageContaining("newer than the known versions 1, 2, 3");
        Stock.put(client, Stock.event("odd", 1, "ItemCreated", 1));
        var dropping = EventRegistry.ofMaps()
                .event("ItemCreated", 1, 2, 3)
                .event("StockAdjusted", 1)
                .add(EventUpcaster.of(Stock.V1, payload -> payload))
                .add(EventUpcaster.of(Stock.V1.next(), payload -> payload))
                .add(EventSplitter.drop(EventSchema.of("StockAdjusted", 1)));
        assertThat(failure(Stock.EVENTS.upcast(Stock.chain(dropping))))
                .hasMessageContaining("StockAdjusted v1 doesn't become exactly one event");
        assertThat(Stock.created(client)).containsOnlyKeys("v1/0", "v2/0", "v3/0");
    }

    @Test
    void anUnknownEventIsLeftAloneWhenTheRegistryPassesItThrough() {
        Stock.make(client, 3);
        Map<String, AttributeValue> odd = Stock.event("odd", 1, "Unheard", 1);
        Stock.put(client, odd);
        Stock.runner(
                        client,
                        1,
                        Stock.EVENTS.upcast(
                                Stock.chain(Stock.registry().on(EventProblem.UNKNOWN_TYPE, EventAction.PASS_THROUGH))))
                .migrate();
        assertThat(Stock.all(client)).contains(odd);
    }

    @Test
    void anEventThatFailsIsNamedByItsPlaceAndNotByItsPayloadOrLeftOut() {
        Stock.make(client, 6);
        Map<String, AttributeValue> broken = Stock.event("odd", 17, "ItemCreated", 1);
        broken.put("payload", AttributeValue.fromS(SECRET));
        Stock.put(client, broken);
        EventRewrite rewrite = Stock.EVENTS.upcast(Stock.chain(Stock.registry()));

        assertThat(failure(rewrite))
                .hasMessageContaining("ItemCreated v1, stream odd, position 17 can't be decoded")
                .message()
                .doesNotContain(SECRET);
        assertThat(Stock.runner(client, 1, rewrite.skipUpTo(1)).migrate()).isInstanceOf(Report.Completed.class);
        assertThat(Stock.all(client)).contains(broken);
        assertThat(Stock.created(client)).isEqualTo(Map.of("v1/0", 1, "v3/0", 2, "v3/1", 2, "v3/2", 2));
    }

    @Test
    void aListOfStreamsIsNeitherEmptyNorEndless() {
        EventRewrite rewrite = Stock.EVENTS.upcast(Stock.chain(Stock.registry()));
        assertThatThrownBy(rewrite::streams).hasMessageContaining("1 to 100 streams");
    }

    private MigrationException failure(EventRewrite rewrite) {
        return catchThrowableOfType(
                MigrationException.class, () -> Stock.runner(client, 1, rewrite).migrate());
    }

    private Map<Map<String, AttributeValue>, Map<String, AttributeValue>> byKey() {
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> byKey = new HashMap<>();
        for (Map<String, AttributeValue> item : Stock.all(client)) {
            Map<String, AttributeValue> key = new HashMap<>(item);
            key.keySet().retainAll(List.of("streamId", "position"));
            byKey.put(key, item);
        }
        return byKey;
    }

    /** What no rewrite may change. */
    private static Set<Map<String, AttributeValue>> rest(Iterable<Map<String, AttributeValue>> items) {
        Set<Map<String, AttributeValue>> rest = new HashSet<>();
        for (Map<String, AttributeValue> item : items) {
            Map<String, AttributeValue> kept = new HashMap<>(item);
            kept.keySet().removeIf(name -> name.startsWith("upshift_") || name.equals("schemaVersion"));
            Map<String, AttributeValue> payload =
                    new HashMap<>(Stock.of(item, "payload").m());
            payload.remove("upcasts");
            kept.put("payload", AttributeValue.fromM(payload));
            rest.add(kept);
        }
        return rest;
    }

    private record Renaming() implements EventUpcaster<Map<String, Object>> {
        @Override
        public EventSchema from() {
            return Stock.V1;
        }

        @Override
        public EventSchema to() {
            return Stock.V1.next();
        }

        @Override
        public Map<String, Object> upcast(Map<String, Object> payload, EventContext context) {
            context.metadata("actor", context.metadata().get("user"));
            context.metadata("user", null);
            return payload;
        }
    }
}
