package io.upshift.dynamodb;

import io.upshift.Entry;
import io.upshift.StatementListener;
import io.upshift.StepException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * What a migration works with: a client, and writes that commit with the history entry. Used by one thread; not beyond
 * the call that it was given to.
 *
 * <p>DynamoDB can't put a change of a table, or any call of the client, into one transaction with the entry. So:
 *
 * <ul>
 *   <li>A {@link io.upshift.Migration} that reads with {@link #client} and writes with {@link #write} alone is
 *       transactional: its writes and its entry are one {@code TransactWriteItems}.
 *   <li>A {@link io.upshift.Migration} that changes something with {@link #client} gets an intent in the history right
 *       before the first such call. When it is cut off, or fails, the next run calls it again, so it has to be
 *       idempotent.
 *   <li>An {@link io.upshift.OnlineMigration} is made of steps, such as those of {@link Tables}, which look at the store
 *       to see what is done.
 *   <li>A {@link io.upshift.DataMigration} works in batches without the run lock. What a batch gives to {@link #write}
 *       commits with its checkpoint; what it does with {@link #client}, from as many threads as it likes, needs its
 *       {@link #marker} or another condition, because it may be done again.
 * </ul>
 */
public final class DynamoDbSession {
    private final DynamoDbTarget target;
    private final TrackingTable table;
    private final @Nullable HistoryWriter writer;
    private final StatementListener statements;
    private final @Nullable Marker marker;
    private final DynamoDbClient client;
    private final List<TransactWriteItem> writes = new ArrayList<>();
    private final List<String> executed = new ArrayList<>();

    /** Called before each call that changes something. */
    @FunctionalInterface
    interface BeforeChange {
        void run() throws StepException;
    }

    DynamoDbSession(DynamoDbTarget target, HistoryWriter writer, StatementListener statements, BeforeChange intent) {
        this.target = target;
        this.table = writer.table();
        this.writer = writer;
        this.statements = statements;
        this.marker = null;
        this.client = SessionClient.of(target.client(), new RunGate(writer, intent));
    }

    private DynamoDbSession(
            DynamoDbTarget target,
            TrackingTable table,
            StatementListener statements,
            BeforeChange before,
            @Nullable Marker marker) {
        this.target = target;
        this.table = table;
        this.writer = null;
        this.statements = statements;
        this.marker = marker;
        this.client = SessionClient.of(target.client(), new BatchGate(before));
    }

    /** Of one batch; its writes are committed with the checkpoint. */
    static DynamoDbSession ofBatch(DynamoDbTarget target, TrackingTable table, SegmentClaim claim, Marker marker) {
        StatementListener keeping = new StatementListener() {
            @Override
            public void executed(String statement, Duration took) {}

            @Override
            public void progressed(long done, long total, String note) {
                claim.keep();
            }
        };
        return new DynamoDbSession(target, table, keeping, claim::keepForWrite, marker);
    }

    /** Without the run lock and outside a batch, for checks. */
    static DynamoDbSession beside(DynamoDbTarget target, TrackingTable table) {
        return new DynamoDbSession(target, table, (statement, took) -> {}, () -> {}, null);
    }

    /**
     * The client, with everything that it can do.
     *
     * <p>Before a call that changes a table the run lock is looked at in the store, and before one that changes items by
     * this machine's clock: a call can't be conditional on the lock, so one that was already on its way when another run
     * took over still takes effect. Item writes that must not be lost or doubled need a condition of their own, or
     * {@link #write}.
     */
    public DynamoDbClient client() {
        return client;
    }

    /**
     * Has items written, in one transaction with the history entry, after the migration has returned; in a step that is
     * online, in one transaction of its own that holds only while this run has the lock; in a batch, in one transaction
     * with the checkpoint.
     *
     * @param items at most 98 in all, each another item; their conditions are honoured, and if one doesn't hold nothing
     *     is written and the migration fails
     */
    public void write(TransactWriteItem... items) {
        writes.addAll(List.of(items));
    }

    /**
     * Makes a call, and makes it again when it was throttled, met a transaction or got no reply, with growing pauses of
     * full jitter, for at most a minute. So it has to be a read, or a write whose condition a repetition doesn't meet.
     */
    public <T> T retry(Supplier<T> call) {
        return Retries.call(Retries.IN_A_BATCH, call);
    }

    /**
     * What a batch leaves on the items that it changes.
     *
     * @throws IllegalStateException outside a batch
     */
    public Marker marker() {
        if (marker == null) {
            throw new IllegalStateException("Only a batch has a marker");
        }
        return marker;
    }

    /** Shows how far long work is; in a batch, which shows that by itself, it keeps the range while nothing is written. */
    public void progress(String note) {
        statements.progressed(0, 0, note);
    }

    List<TransactWriteItem> writes() {
        return writes;
    }

    /** How the target is set. */
    public DynamoDbSettings settings() {
        return target.settings();
    }

    TrackingTable table() {
        return table;
    }

    Notes notes() {
        if (writer == null) {
            throw new IllegalStateException("A batch keeps no notes");
        }
        return new Notes(writer);
    }

    /** Of what was executed; empty when nothing was. */
    String digest() {
        writes.stream().map(Calls::text).forEach(executed::add);
        return executed.isEmpty() ? "" : Entry.sha256(String.join("\n", executed));
    }

    /** What stands between a migration and the service. */
    private final class RunGate implements SessionClient.Gate {
        private final HistoryWriter fence;
        private final BeforeChange intent;

        RunGate(HistoryWriter fence, BeforeChange intent) {
            this.fence = fence;
            this.intent = intent;
        }

        @Override
        public void before(boolean changesTable) throws StepException {
            intent.run();
            fence.check(changesTable);
        }

        @Override
        public void after(String statement, Duration took) {
            executed.add(statement);
            statements.executed(statement, took);
        }
    }

    /** What stands between a batch and the service; what it executes is too much to be kept. */
    private record BatchGate(BeforeChange claim) implements SessionClient.Gate {
        @Override
        public void before(boolean changesTable) throws StepException {
            claim.run();
        }

        @Override
        public void after(String statement, Duration took) {}
    }
}
