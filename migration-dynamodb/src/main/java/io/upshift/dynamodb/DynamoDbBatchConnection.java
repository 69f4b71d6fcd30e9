package io.upshift.dynamodb;

import io.upshift.Action;
import io.upshift.Batch;
import io.upshift.BatchConnection;
import io.upshift.BatchFailure;
import io.upshift.BatchKey;
import io.upshift.Checkpoint;
import io.upshift.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * One worker's way: it keeps the range that it claimed from batch to batch, so that a batch needs one write beside those
 * of its items.
 */
final class DynamoDbBatchConnection implements BatchConnection<DynamoDbSession> {
    private static final Logger log = LoggerFactory.getLogger(DynamoDbTarget.class);

    /** How soon a pause reaches a worker. */
    private static final long BETWEEN_LOOKS_NANOS = Duration.ofSeconds(1).toNanos();

    private final DynamoDbTarget target;
    private final BatchTable table;
    private final SegmentClaims claims;
    private @Nullable SegmentClaim claim;
    private @Nullable BatchKey worked;
    private long nextLook;

    DynamoDbBatchConnection(DynamoDbTarget target, BatchTable table) {
        this.target = target;
        this.table = table;
        this.claims = new SegmentClaims(
                table, UUID.randomUUID().toString(), target.settings().lease(), target.nanoTime());
    }

    @Override
    public Optional<Checkpoint> read(BatchKey key) {
        try {
            return Optional.ofNullable(table.read(key)).map(OpenedStep::checkpoint);
        } catch (SdkException e) {
            if (AwsErrors.isMissing(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Turn turn(BatchKey key, Work<DynamoDbSession> work) throws BatchFailure {
        try {
            if (claim != null && isPaused(key, claim)) {
                giveBack();
            }
            SegmentClaim mine = claim;
            if (mine == null) {
                SegmentClaims.Look look = claims.take(key);
                mine = look.claim();
                if (mine == null) {
                    return look.turn();
                }
                claim = mine;
                worked = key;
            }
            move(key, mine, work);
            return Turn.MOVED;
        } catch (Exception e) {
            // Still this worker's in the store, where the next turn finds it or finds that it isn't.
            claim = null;
            throw BatchFailures.told(e);
        }
    }

    private void move(BatchKey key, SegmentClaim mine, Work<DynamoDbSession> work) throws Exception {
        Segment segment = mine.segment();
        DynamoDbSession session = DynamoDbSession.ofBatch(target, table.table(), mine, marker(key, segment));
        Batch.Done done = mine.whileBeating(() -> work.run(session, segment.range(), segment.cursor()));
        List<TransactWriteItem> writes = new ArrayList<>(session.writes());
        writes.addAll(table.failed(key, mine.opening(), segment, done.failed()));
        mine.keep();
        Segment next = mine.segment().moved(done);
        long asked = target.nanoTime().getAsLong();
        boolean moved = writes.isEmpty()
                ? table.replace(key, mine.opening(), mine.segment(), next)
                : table.replace(key, mine.opening(), mine.segment(), next, writes);
        if (!moved) {
            throw new SegmentClaim.Lost();
        }
        claim = done.isLast() ? null : new SegmentClaim(table, key, mine.opening(), next, target.nanoTime(), asked);
    }

    @Override
    public void run(Action<DynamoDbSession> action) throws BatchFailure {
        try {
            DynamoDbSession session = DynamoDbSession.beside(target, table.table());
            action.run(session);
            if (!session.writes().isEmpty()) {
                table.table().write(UUID.randomUUID().toString(), session.writes());
            }
        } catch (Exception e) {
            throw BatchFailures.told(e);
        }
    }

    /** Others need not wait for the lease of a worker that has ended in peace. */
    @Override
    public void close() {
        try {
            giveBack();
        } catch (SdkException e) {
            log.debug("A range was not given back; it is free when its lease is over", e);
        }
    }

    private void giveBack() {
        SegmentClaim mine = claim;
        claim = null;
        if (mine != null && worked != null) {
            table.replace(worked, mine.opening(), mine.segment(), mine.segment().released());
        }
    }

    private boolean isPaused(BatchKey key, SegmentClaim mine) throws BatchFailure {
        long now = target.nanoTime().getAsLong();
        if (now - nextLook < 0) {
            return false;
        }
        nextLook = now + BETWEEN_LOOKS_NANOS;
        Map<String, AttributeValue> step = table.step(key);
        if (step == null || !Items.text(step, "opening").equals(mine.opening())) {
            giveBack(); // those who take it back wait for it
            throw BatchFailures.gone();
        }
        return Items.is(step, "paused");
    }

    private static Marker marker(BatchKey key, Segment segment) {
        return new Marker(
                Marker.attribute(key.id().version(), key.step()),
                segment.owner().substring(0, 8) + "." + segment.number() + "." + segment.turn(),
                key.direction() == Direction.DOWN);
    }
}
