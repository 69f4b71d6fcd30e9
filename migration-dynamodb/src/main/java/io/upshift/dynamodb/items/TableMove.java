package io.upshift.dynamodb.items;

import io.upshift.Batch;
import io.upshift.Batches;
import io.upshift.Operation;
import io.upshift.Step;
import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.dynamodb.TableDefinition;
import io.upshift.dynamodb.Tables;
import java.util.List;

/**
 * Steps that move a table's items to a new table, for what an existing one can't get, such as another key: make the new
 * table, hold the writers, copy, compare, point to the new table, let the writers go. The old table stays.
 *
 * <p>When it fails in between, the writers stay held until it is run to its end or reverted. Taken back, they are held
 * again, and the pointer goes back if nobody has written to the new table since: what was written there is in no other
 * table. The new table and what is in it stay until you delete them.
 */
public final class TableMove {
    private TableMove() {}

    /**
     * All the steps, for an {@link io.upshift.OnlineMigration}.
     *
     * @param to the new table, to which {@code copy} copies
     */
    public static List<Step<DynamoDbSession>> of(
            TableCopy copy, TableDefinition to, WriterFreeze writers, TablePointer pointer) {
        if (!copy.to().equals(to.name())) {
            throw new IllegalArgumentException("Items are copied to " + copy.to() + ", and not to " + to.name());
        }
        Operation<DynamoDbSession> hold = new Holding(writers, true);
        Operation<DynamoDbSession> letGo = new Holding(writers, false);
        Operation<DynamoDbSession> creation = ((Step.Online<DynamoDbSession>) Tables.create(to)).up();
        return List.of(
                Step.online("create table " + to.name(), creation, new Nothing()),
                Step.online("hold the writers of " + copy.from(), hold, letGo),
                Step.batched("copy " + copy.from() + " to " + to.name(), copy, new NoBatches()),
                Step.online("compare " + copy.from() + " with " + to.name(), new Comparison(copy), new Nothing()),
                Step.online(
                        "point to " + to.name(),
                        new Pointing(pointer, copy.from(), to.name()),
                        new PointingBack(new Comparison(copy), writers, new Pointing(pointer, to.name(), copy.from()))),
                Step.online("let the writers go", letGo, hold));
    }

    private record Holding(WriterFreeze writers, boolean held) implements Operation<DynamoDbSession> {
        @Override
        public void run(DynamoDbSession session) throws Exception {
            if (held) {
                writers.freeze(session);
            } else {
                writers.thaw(session);
            }
        }

        @Override
        public boolean isDone(DynamoDbSession session) throws Exception {
            return writers.isFrozen(session) == held;
        }
    }

    /** What needs no way back: nobody uses the new table any more. */
    private record Nothing() implements Operation<DynamoDbSession> {
        @Override
        public void run(DynamoDbSession session) {}

        @Override
        public boolean isDone(DynamoDbSession session) {
            return true;
        }
    }

    /** The copies stay. */
    private record NoBatches() implements Batches<DynamoDbSession> {
        @Override
        public Opening open(DynamoDbSession session) {
            return new Opening(List.of(), 0, "");
        }

        @Override
        public Batch.Done run(DynamoDbSession session, Batch batch) {
            return batch.last(0, 0);
        }
    }
}
