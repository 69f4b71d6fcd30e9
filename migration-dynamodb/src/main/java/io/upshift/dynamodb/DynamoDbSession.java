package io.upshift.dynamodb;

import io.upshift.Entry;
import io.upshift.StatementListener;
import io.upshift.StepException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * </ul>
 */
public final class DynamoDbSession {
    private final DynamoDbTarget target;
    private final HistoryWriter writer;
    private final StatementListener statements;
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
        this.writer = writer;
        this.statements = statements;
        this.client = SessionClient.of(target.client(), new Gate(intent));
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
     * online, in one transaction of its own that holds only while this run has the lock.
     *
     * @param items at most 98 in all, each another item; their conditions are honoured, and if one doesn't hold nothing
     *     is written and the migration fails
     */
    public void write(TransactWriteItem... items) {
        writes.addAll(List.of(items));
    }

    /** Shows how far long work is. */
    public void progress(String note) {
        statements.progressed(0, 0, note);
    }

    List<TransactWriteItem> writes() {
        return writes;
    }

    DynamoDbSettings settings() {
        return target.settings();
    }

    Notes notes() {
        return new Notes(writer);
    }

    /** Of what was executed; empty when nothing was. */
    String digest() {
        writes.stream().map(Calls::text).forEach(executed::add);
        return executed.isEmpty() ? "" : Entry.sha256(String.join("\n", executed));
    }

    /** What stands between a migration and the service. */
    private final class Gate implements SessionClient.Gate {
        private final BeforeChange intent;

        Gate(BeforeChange intent) {
            this.intent = intent;
        }

        @Override
        public void before(boolean changesTable) throws StepException {
            intent.run();
            writer.check(changesTable);
        }

        @Override
        public void after(String statement, Duration took) {
            executed.add(statement);
            statements.executed(statement, took);
        }
    }
}
