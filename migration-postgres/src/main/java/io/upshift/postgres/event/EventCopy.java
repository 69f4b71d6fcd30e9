package io.upshift.postgres.event;

import io.upshift.Batch;
import io.upshift.BatchFailure;
import io.upshift.BatchSize;
import io.upshift.Batches;
import io.upshift.MigrationException;
import io.upshift.StepException;
import io.upshift.Validation;
import io.upshift.event.EventException;
import io.upshift.event.EventRewriting;
import io.upshift.event.StoredEvent;
import io.upshift.event.UpcasterChain;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.backfill.Backfill;
import io.upshift.postgres.backfill.BatchRows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Copies events into another table as what they have become, in batches that commit with their checkpoint; where one
 * becomes several, or none, they can't be written where they are.
 *
 * <p>What comes of one event keeps its stream and position, and is numbered in order in the target's part column. The
 * other columns of the target that the source has too are copied as they are. An event that the target has already is
 * left alone, so everything may be copied again. Events that are appended meanwhile are brought by {@link #finish}, in the
 * transaction that also changes over to the target. Immutable.
 */
public final class EventCopy implements Batches<PostgresSession> {
    private static final int FETCHED = 500;

    private final EventTable source;
    private final EventTable target;
    private final UpcasterChain<String, ?> chain;
    private final Backfill backfill;

    EventCopy(EventTable source, EventTable target, UpcasterChain<String, ?> chain) {
        this(source, target, chain, Backfill.table(source.checked().table()));
        if (target.checked().part() == null) {
            throw MigrationException.usage(
                    "The events of " + source + " are to be copied to " + target + ", which has no column for parts",
                    "give it an integer column that belongs to its key, and name it with part(…)");
        }
    }

    private EventCopy(EventTable source, EventTable target, UpcasterChain<String, ?> chain, Backfill backfill) {
        this.source = source;
        this.target = target;
        this.chain = chain;
        this.backfill = backfill;
    }

    /** How large batches are; adapted to 25 ms a batch unless set. */
    public EventCopy size(BatchSize size) {
        return new EventCopy(source, target, chain, backfill.size(size));
    }

    /**
     * Brings what was appended since, while nobody can append, and checks that nothing is missing: for the transaction of
     * a {@link io.upshift.Migration} that then renames the tables.
     *
     * <p>Appends wait from here to the end of the transaction. That takes as long as going through the two tables' indexes
     * over stream and position, so keep them.
     *
     * @return how many rows it inserted
     * @throws StepException when an event is missing in the target, or the target has one that the source hasn't
     */
    public long finish(PostgresSession session) throws Exception {
        CopySql sql = new CopySql(source, target);
        session.sql("lock table " + source + " in share row exclusive mode");
        session.sql("declare upshift_events no scroll cursor for " + sql.tail());
        long inserted = 0;
        String insert = sql.insert(session, source.toString());
        for (List<StoredRow> rows = fetch(session); !rows.isEmpty(); rows = fetch(session)) {
            inserted += insert(session, insert, rows);
        }
        session.sql("close upshift_events");
        refuse(session, sql.missing(chain.registry()), "events are missing in " + target);
        refuse(session, sql.surplus(), "events are in " + target + " that aren't in " + source);
        refuse(session, sql.brokenParts(), "events have parts in " + target + " that aren't numbered from 0");
        return inserted;
    }

    @Override
    public Opening open(PostgresSession session) throws Exception {
        new CopySql(source, target).refuseKeysWithoutPart(session);
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
    public List<Validation<PostgresSession>> validations() {
        CopySql sql = new CopySql(source, target);
        return List.of(
                new StoredCheck(source, new EventRewriting(chain.registry())::whyNotOneByOne).before(),
                none("events of " + target + " that " + source + " doesn't have", sql.surplus()),
                none("parts of " + target + " that aren't numbered from 0", sql.brokenParts()));
    }

    @Override
    public BatchSize size() {
        return backfill.size();
    }

    @Override
    public List<String> statements() {
        return work().statements();
    }

    private Backfill work() {
        return backfill.batches(this::copy);
    }

    private long copy(PostgresSession session, BatchRows batch) throws Exception {
        List<StoredRow> rows = session.query(
                new EventSql(source).rows(batch, " for key share of t"),
                executed -> StoredRow.all(executed.getResultSet()),
                batch.binds().toArray());
        return insert(session, new CopySql(source, target).insert(session, batch.table()), rows);
    }

    private long insert(PostgresSession session, String insert, List<StoredRow> rows)
            throws SQLException, BatchFailure {
        RowChange change = new RowChange(target);
        List<String> places = new ArrayList<>();
        List<String> changes = new ArrayList<>();
        try {
            for (StoredRow row : rows) {
                chain.upcast(row.event(), (StoredEvent<String> current) -> {
                    places.add(row.place());
                    changes.add(change.of(row, current));
                });
            }
        } catch (EventException e) {
            throw new BatchFailure(BatchFailure.Kind.DATA, e.why(), e.next(), e);
        }
        return places.isEmpty()
                ? 0
                : session.sql(insert, places.toArray(String[]::new), changes.toArray(String[]::new));
    }

    private static List<StoredRow> fetch(PostgresSession session) throws SQLException {
        return session.query(
                "fetch " + FETCHED + " from upshift_events", executed -> StoredRow.all(executed.getResultSet()));
    }

    private static Validation<PostgresSession> none(String name, String sql) {
        return Validation.of(name, session -> count(session, sql), 0);
    }

    private static void refuse(PostgresSession session, String sql, String what) throws Exception {
        long wrong = count(session, sql);
        if (wrong > 0) {
            throw new StepException(wrong + " " + what, "empty it, and copy again; nothing was changed over");
        }
    }

    private static long count(PostgresSession session, String sql) throws SQLException {
        return session.query(sql, executed -> EventSql.number(executed.getResultSet()));
    }
}
