package io.upshift.dynamodb;

import io.upshift.BatchConnection;
import io.upshift.BatchKey;
import io.upshift.BatchStore;
import io.upshift.Batches;
import io.upshift.Service;
import io.upshift.StepException;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Checkpoints of batched steps as items of the tracking table, beside the history. */
final class DynamoDbBatches implements BatchStore<DynamoDbSession> {
    /** What they are cut into lies in one item of at most 400 KB, with two keys of up to 3 KB in the worst case. */
    private static final int MOST_RANGES = 1_000;

    private final DynamoDbTarget target;

    DynamoDbBatches(DynamoDbTarget target) {
        this.target = target;
    }

    @Override
    public BatchConnection<DynamoDbSession> connect(Service service) {
        try {
            return new DynamoDbBatchConnection(
                    target, new BatchTable(new DynamoDbConnection(target, service).trackingTable()));
        } catch (SdkException e) {
            throw AwsErrors.run("The checkpoints can't be reached · " + target.describe(), e);
        }
    }

    /** One item, written together with the step's intent; those of the ranges come with their first claims. */
    @Override
    public void open(
            DynamoDbSession session, BatchKey key, Batches.Opening opening, Map<String, String> measured)
            throws StepException {
        if (opening.ranges().size() > MOST_RANGES) {
            throw new StepException(
                    "the work is cut into " + opening.ranges().size() + " ranges, and " + MOST_RANGES + " are the most",
                    "cut it into fewer; nothing was changed");
        }
        Map<String, AttributeValue> item = OpenedStep.fresh(key, opening, measured);
        session.write(TransactWriteItem.builder()
                .put(put -> put.tableName(session.table().name())
                        .item(session.table().item(new SegmentKeys(key).step(), item)))
                .build());
    }

    @Override
    public void command(DynamoDbSession session, BatchKey key, Command command) {
        BatchTable table = new BatchTable(session.table());
        switch (command) {
            case PAUSE -> table.pause(key, true);
            case RESUME -> table.pause(key, false);
            case AGAIN -> again(table, key);
        }
    }

    /** A range that another instance has sent back already, or that is under way again, is left alone. */
    private static void again(BatchTable table, BatchKey key) {
        OpenedStep step = table.read(key);
        if (step == null || !step.isFinished()) {
            return;
        }
        for (Segment segment : step.segments()) {
            table.replace(key, step.opening(), segment, segment.again());
        }
    }
}
