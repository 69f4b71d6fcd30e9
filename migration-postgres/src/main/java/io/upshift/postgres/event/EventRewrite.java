package io.upshift.postgres.event;

import io.upshift.Batch;
import io.upshift.BatchFailure;
import io.upshift.BatchSize;
import io.upshift.Batches;
import io.upshift.MigrationException;
import io.upshift.Validation;
import io.upshift.event.EventException;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventRewriting;
import io.upshift.event.EventSchema;
import io.upshift.event.StoredEvent;
import io.upshift.event.UpcasterChain;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.backfill.Backfill;
import io.upshift.postgres.backfill.BatchRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes events where they are, in batches that commit with their checkpoint: work of an {@link io.upshift.DataMigration}.
 *
 * <p>Only rows of the versions that it takes are read, locked and changed, each in one transaction, so no event is written
 * anew twice, and none that somebody else has changed meanwhile is overwritten. Events that are appended in an older
 * version while it works are looked for until there are none; let the service append the new version first. Stream,
 * position and part stay. Before the first batch every stored type and version is looked at, and those that can't be
 * written anew where they are refuse the work; so does one that needs what its stream told before.
 *
 * <p>An event that fails by itself fails the run, or is left out with {@link #skipUpTo}. Immutable.
 */
public final class EventRewrite implements Batches<PostgresSession> {
    @FunctionalInterface
    private interface Change {
        StoredEvent<String> of(StoredEvent<String> event) throws BatchFailure;
    }

    private final EventTable events;
    private final Change change;
    private final Backfill backfill;
    private final List<Validation<PostgresSession>> validations;

    private EventRewrite(
            EventTable events, Change change, Backfill backfill, List<Validation<PostgresSession>> validations) {
        this.events = events;
        this.change = change;
        this.backfill = backfill;
        this.validations = validations;
    }

    static EventRewrite up(EventTable events, UpcasterChain<String, ?> chain) {
        EventRewriting rewriting = new EventRewriting(chain.registry());
        return of(
                events,
                chain.registry(),
                rewriting.inPlace(),
                event -> current(chain, event),
                new StoredCheck(events, rewriting::whyNotInPlace));
    }

    static EventRewrite down(EventTable events, UpcasterChain<String, ?> chain, Collection<EventSchema> older) {
        EventRegistry<?> registry = chain.registry();
        Map<EventSchema, EventSchema> ways = new TreeMap<>();
        for (EventSchema target : older) {
            List<EventSchema> newer = registry.schemas().stream()
                    .filter(schema -> registry.leadsDown(schema, target))
                    .toList();
            if (newer.isEmpty()) {
                throw MigrationException.usage(
                        "No downcasters lead to " + target, "declare them in the registry beside the upcasters");
            }
            newer.forEach(schema -> ways.put(schema, target));
        }
        return of(
                events,
                registry,
                ways.keySet(),
                event -> chain.downcast(event, Objects.requireNonNull(ways.get(schema(registry, event)))),
                new StoredCheck(events, (type, version) -> Optional.empty()));
    }

    /** How large batches are; adapted to 25 ms a batch unless set. */
    public EventRewrite size(BatchSize size) {
        return new EventRewrite(events, change, backfill.size(size), validations);
    }

    /** How many events may be left out because they fail by themselves; the next one fails the run. None unless set. */
    public EventRewrite skipUpTo(int rows) {
        return new EventRewrite(events, change, backfill.skipUpTo(rows), validations);
    }

    @Override
    public Opening open(PostgresSession session) throws Exception {
        return work().open(session);
    }

    @Override
    public Optional<String> blocker(PostgresSession session, String barrier) throws Exception {
        return backfill.blocker(session, barrier);
    }

    @Override
    public Batch.Done run(PostgresSession session, Batch batch) throws Exception {
        return work().run(session, batch);
    }

    @Override
    public Batch.@Nullable Done peek(PostgresSession session, Batch batch) throws Exception {
        return work().peek(session, batch);
    }

    @Override
    public boolean isLeft(PostgresSession session, List<Batch.Range> ranges) throws Exception {
        return work().isLeft(session, ranges);
    }

    @Override
    public List<Validation<PostgresSession>> validations() {
        return validations;
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
        return work().statements();
    }

    private Backfill work() {
        return backfill.batches(this::rewrite);
    }

    private long rewrite(PostgresSession session, BatchRows batch) throws Exception {
        EventSql sql = new EventSql(events);
        List<StoredRow> rows = session.query(
                sql.rows(batch, " for no key update of t"),
                executed -> StoredRow.all(executed.getResultSet()),
                batch.binds().toArray());
        if (rows.isEmpty()) {
            return 0;
        }
        RowChange change = new RowChange(events);
        List<String> changes = new ArrayList<>(rows.size());
        for (StoredRow row : rows) {
            changes.add(change.of(row, changed(row.event())));
        }
        return session.sql(
                sql.update(batch.table()),
                rows.stream().map(StoredRow::place).toArray(String[]::new),
                changes.toArray(String[]::new));
    }

    /** A failure of one event, which the batches around it needn't share. */
    private StoredEvent<String> changed(StoredEvent<String> event) throws BatchFailure {
        try {
            return change.of(event);
        } catch (EventException e) {
            throw new BatchFailure(BatchFailure.Kind.DATA, e.why(), e.next(), e);
        }
    }

    private static EventRewrite of(
            EventTable events,
            EventRegistry<?> registry,
            Collection<EventSchema> taken,
            Change change,
            StoredCheck check) {
        Backfill backfill = Backfill.table(events.checked().table())
                .where(new EventSql(events).isOneOf(taken, registry))
                .untilNoneIsLeft();
        return new EventRewrite(events, change, backfill, List.of(check.before(), events.sameOrder()));
    }

    private static StoredEvent<String> current(UpcasterChain<String, ?> chain, StoredEvent<String> event)
            throws BatchFailure {
        List<StoredEvent<String>> current = chain.upcast(event);
        if (current.size() != 1) {
            throw new BatchFailure(
                    BatchFailure.Kind.DATA,
                    event + " was quarantined, and can't be written back",
                    "correct the event or its upcaster, or leave it out with skipUpTo(…)",
                    new IllegalStateException("quarantined"));
        }
        return current.get(0);
    }

    private static EventSchema schema(EventRegistry<?> registry, StoredEvent<?> event) {
        return EventSchema.of(
                event.type(), event.version() == StoredEvent.NO_VERSION ? registry.defaultVersion() : event.version());
    }
}
