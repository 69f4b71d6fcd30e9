package io.upshift.dynamodb;

import io.upshift.Action;
import io.upshift.Entry;
import io.upshift.Journal;
import io.upshift.Kind;
import io.upshift.State;
import io.upshift.StatementListener;
import io.upshift.StepException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Changes and their entries: together where the changes are the session's own writes, and otherwise with an intent before
 * the first call that changes something.
 */
final class DynamoDbJournal implements Journal<DynamoDbSession> {
    private static final Logger log = LoggerFactory.getLogger(DynamoDbTarget.class);

    private final DynamoDbTarget target;
    private final HistoryWriter writer;
    private final RunLease lease;
    private final StatementListener statements;

    DynamoDbJournal(DynamoDbTarget target, HistoryWriter writer, RunLease lease, StatementListener statements) {
        this.target = target;
        this.writer = writer;
        this.lease = lease;
        this.statements = statements;
    }

    @Override
    public void commit(List<Work<DynamoDbSession>> work) throws Exception {
        lease.check();
        List<Entry> entries = new ArrayList<>();
        List<TransactWriteItem> writes = new ArrayList<>();
        try {
            for (Work<DynamoDbSession> one : work) {
                entries.add(carryOut(one, work.size() == 1, entries, writes));
            }
            writer.append(entries, writes);
        } catch (SdkException e) {
            throw AwsErrors.step(e);
        }
    }

    @Override
    public void online(Action<DynamoDbSession> action) throws Exception {
        lease.check();
        DynamoDbSession session = new DynamoDbSession(target, writer, statements, () -> {});
        try {
            action.run(session);
            if (!session.writes().isEmpty()) {
                writer.fenced(session.writes());
            }
        } catch (Exception e) {
            throw AwsErrors.unfenced(e);
        }
    }

    @Override
    public void release(@Nullable String fingerprint) {
        if (fingerprint != null) {
            try {
                Retries.call(() -> target.client()
                        .transactWriteItems(request -> request.transactItems(TransactWriteItem.builder()
                                .update(writer.fence().settle(writer.table(), fingerprint))
                                .build())));
            } catch (SdkException e) {
                log.debug("The fingerprint was not kept; the next run reads the history", e);
            }
        }
        lease.release();
    }

    /** @param alone whether nothing else is committed with it, so that it may have an intent of its own */
    private Entry carryOut(
            Work<DynamoDbSession> work, boolean alone, List<Entry> before, List<TransactWriteItem> writes)
            throws Exception {
        Action<DynamoDbSession> change = work.change();
        Instant started = now();
        if (change == null) {
            return sealed(work.entry(), before, started, "");
        }
        Intent intent = new Intent(work.entry(), alone);
        DynamoDbSession session = new DynamoDbSession(target, writer, statements, intent);
        try {
            change.run(session);
        } catch (Exception e) {
            throw intent.written ? AwsErrors.unfenced(e) : AwsErrors.step(e);
        }
        writes.addAll(session.writes());
        return sealed(
                intent.written ? online(work.entry(), work.entry().state()) : work.entry(),
                before,
                started,
                session.digest());
    }

    private Entry sealed(Entry.Draft draft, List<Entry> before, Instant started, String executed) {
        Fence fence = writer.fence();
        Entry previous = before.isEmpty() ? null : before.get(before.size() - 1);
        return Entry.sealed(
                (previous == null ? fence.length() : previous.position()) + 1,
                draft,
                fence.epoch(),
                fence.runId(),
                started,
                now(),
                executed,
                previous == null ? fence.hash() : previous.hash());
    }

    /** Written right before the first call that changes something. */
    private final class Intent implements DynamoDbSession.BeforeChange {
        private final Entry.Draft draft;
        private final boolean allowed;
        private boolean written;

        Intent(Entry.Draft draft, boolean allowed) {
            this.draft = draft;
            this.allowed = allowed;
        }

        @Override
        public void run() throws StepException {
            if (written) {
                return;
            }
            if (!allowed) {
                throw new StepException(
                        "the migration calls DynamoDB itself, which can't share a transaction with other migrations",
                        "use session.write(…), or set single-transaction to false");
            }
            writer.append(List.of(sealed(online(draft, State.RUNNING), List.of(), now(), "")), List.of());
            written = true;
        }
    }

    private static Entry.Draft online(Entry.Draft draft, State state) {
        Kind kind = draft.kind() == Kind.TRANSACTIONAL ? Kind.ONLINE : draft.kind();
        return draft.of(kind, draft.direction(), draft.step(), draft.steps(), state, draft.error());
    }

    /** To the microsecond, which is what an entry promises. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
