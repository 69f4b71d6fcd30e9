package io.upshift.dynamodb.event;

import io.upshift.Batch;
import io.upshift.BatchFailure;
import io.upshift.BatchSize;
import io.upshift.Batches;
import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.dynamodb.items.CapacityLimit;
import io.upshift.dynamodb.items.Item;
import io.upshift.dynamodb.items.ItemBackfill;
import io.upshift.dynamodb.items.ItemChange;
import io.upshift.event.EventException;
import io.upshift.event.EventRewriting;
import io.upshift.event.StoredEvent;
import io.upshift.event.UpcasterChain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes events where they are as their current version: work of an {@link io.upshift.DataMigration}.
 *
 * <p>Each event is one {@code UpdateItem} that requires type, version and payload as they were read, and that the step's
 * marker is absent, which it sets; so an event that somebody else has changed isn't overwritten, and none is written anew
 * twice, whatever is killed, lost or repeated. Appending goes on meanwhile: an append makes a new item and touches no old
 * one. What is appended in an older version is looked for until there is none; let the service append the new version
 * first. Keys stay, so the order of a stream does; an event that becomes several or none, or that needs what came before
 * it in its stream, fails, and is found in a sample before the first write.
 *
 * <p>Consumers of the table's stream see a MODIFY for each event: see {@link Echo}. Immutable.
 */
public final class EventRewrite implements Batches<DynamoDbSession> {
    private final EventItems events;
    private final UpcasterChain<AttributeValue, ?> chain;
    private final Set<String> streams;
    private final ItemBackfill backfill;

    private EventRewrite(
            EventItems events, UpcasterChain<AttributeValue, ?> chain, Set<String> streams, ItemBackfill backfill) {
        this.events = events;
        this.chain = chain;
        this.streams = streams;
        this.backfill = backfill;
    }

    static EventRewrite of(EventItems events, UpcasterChain<AttributeValue, ?> chain) {
        Upcast upcast = new Upcast(events, chain, new EventRewriting(chain.registry()));
        return new EventRewrite(
                events, chain, Set.of(), ItemBackfill.table(events.table()).update(upcast::of));
    }

    /**
     * Writes only the events of these streams, at most 100, whose keys are texts; still the whole table is read.
     */
    public EventRewrite streams(String... streams) {
        if (streams.length == 0 || streams.length > 100) {
            throw new IllegalArgumentException("There are 1 to 100 streams to write, not " + streams.length);
        }
        ItemBackfill only = backfill.bind("#stream", events.stream());
        StringBuilder in = new StringBuilder("#stream in (");
        for (int i = 0; i < streams.length; i++) {
            only = only.bind(":stream" + i, AttributeValue.fromS(streams[i]));
            in.append(i == 0 ? "" : ", ").append(":stream").append(i);
        }
        return new EventRewrite(
                events, chain, Set.of(streams), only.where(in.append(')').toString()));
    }

    /** Keeps what each event was before in another table, for {@link ItemBackfill#restore} in {@code down()}. */
    public EventRewrite keepUndo(String table) {
        return with(work -> work.keepUndo(table));
    }

    /** How much of the table's throughput each instance may consume; as much as there is unless set. */
    public EventRewrite limit(CapacityLimit limit) {
        return with(work -> work.limit(limit));
    }

    /** Into how many parts the table is cut; 8 to 256 by its size unless set. */
    public EventRewrite segments(int segments) {
        return with(work -> work.segments(segments));
    }

    /** How many events may be left out because they fail by themselves; the next one fails the run. None unless set. */
    public EventRewrite skipUpTo(int events) {
        return with(work -> work.skipUpTo(events));
    }

    @Override
    public Opening open(DynamoDbSession session) throws Exception {
        return backfill.open(session);
    }

    @Override
    public Batch.Done run(DynamoDbSession session, Batch batch) throws Exception {
        return backfill.run(session, batch);
    }

    @Override
    public Batch.@Nullable Done peek(DynamoDbSession session, Batch batch) throws Exception {
        return backfill.peek(session, batch);
    }

    @Override
    public boolean isLeft(DynamoDbSession session, List<Batch.Range> ranges) throws Exception {
        return new StaleItems(events, chain.registry(), streams).areIn(session);
    }

    @Override
    public BatchSize size() {
        return backfill.size();
    }

    @Override
    public int skipLimit() {
        return backfill.skipLimit();
    }

    @Override
    public List<String> statements() {
        return backfill.statements();
    }

    private EventRewrite with(UnaryOperator<ItemBackfill> change) {
        return new EventRewrite(events, chain, streams, change.apply(backfill));
    }

    /** What becomes of one event. */
    private record Upcast(EventItems events, UpcasterChain<AttributeValue, ?> chain, EventRewriting rewriting) {

        ItemChange of(Item item) throws BatchFailure {
            String type = events.type(name -> item.get(name).orElse(null));
            int version = events.version(name -> item.get(name).orElse(null));
            if (rewriting.isLeftAlone(type, version)) {
                return ItemChange.none();
            }
            Optional<String> whyNot = rewriting.whyNotInPlace(type, version);
            if (whyNot.isPresent()) {
                throw failed(
                        whyNot.get() + ", and can't be written where it is",
                        "correct the registry or the events",
                        new IllegalStateException("not in place"));
            }
            StoredEvent<AttributeValue> event =
                    events.event(name -> item.get(name).orElse(null));
            return change(item, event, current(event));
        }

        private StoredEvent<AttributeValue> current(StoredEvent<AttributeValue> event) throws BatchFailure {
            List<StoredEvent<AttributeValue>> current;
            try {
                current = chain.upcast(event);
            } catch (EventException e) {
                throw failed(e.why(), e.next(), e);
            }
            if (current.size() != 1) {
                throw failed(
                        event + " was quarantined, and can't be written back",
                        "correct the event or its upcaster, or leave it out with skipUpTo(…)",
                        new IllegalStateException("quarantined"));
            }
            return current.get(0);
        }

        private ItemChange change(Item item, StoredEvent<AttributeValue> was, StoredEvent<AttributeValue> is) {
            ItemChange change =
                    ItemChange.none().set(events.version(), is.version()).set(events.payload(), is.payload());
            if (!is.type().equals(was.type())) {
                change = change.set(events.type(), is.type());
            }
            String notes = events.metadata();
            if (notes != null && !is.metadata().equals(was.metadata())) {
                Map<String, AttributeValue> map =
                        new HashMap<>(item.get(notes).map(AttributeValue::m).orElse(Map.of()));
                map.keySet()
                        .removeIf(name -> was.metadata().containsKey(name)
                                && !is.metadata().containsKey(name));
                is.metadata().forEach((name, value) -> {
                    if (!value.equals(was.metadata().get(name))) {
                        map.put(name, AttributeValue.fromS(value));
                    }
                });
                change = change.set(notes, AttributeValue.fromM(map));
            }
            return change;
        }

        private static BatchFailure failed(String why, String next, Exception cause) {
            return new BatchFailure(BatchFailure.Kind.DATA, why, next, cause);
        }
    }
}
