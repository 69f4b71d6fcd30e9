package io.upshift.dynamodb.items;

import io.upshift.Batch;
import io.upshift.BatchFailure;
import io.upshift.StepException;
import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.dynamodb.Marker;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Tries the work on some items of each segment before the first write, and changes none. */
record Sample(ItemBatches work, DynamoDbSession session, List<String> keys) {
    private static final Logger log = LoggerFactory.getLogger(ItemBackfill.class);
    private static final int ITEMS = 1_000;
    private static final Marker NONE = new Marker("upshift_sample", "sample", false);

    /** @throws StepException when an item would be too large */
    void check(List<Batch.Range> ranges) throws Exception {
        int looked = 0;
        for (Batch.Range range : ranges) {
            Batch page = new Batch(range, null, Math.max(1, ITEMS / ranges.size()));
            ItemScope scope = work.scope();
            ScanRequest.Builder scan = Segments.scan(scope.table(), page);
            if (!scope.where().isEmpty()) {
                Expression expression = new Expression(scope.names(), scope.values());
                scan.filterExpression(scope.where());
                if (!expression.names(scope.where()).isEmpty()) {
                    scan.expressionAttributeNames(expression.names(scope.where()));
                }
                if (!expression.values(scope.where()).isEmpty()) {
                    scan.expressionAttributeValues(expression.values(scope.where()));
                }
            }
            work.pace().awaitRead(session);
            var response = session.retry(() -> session.client()
                    .scan(scan.returnConsumedCapacity(work.pace().wanted()).build()));
            work.pace().read(response.consumedCapacity(), session);
            for (Map<String, AttributeValue> item : response.items()) {
                tryOn(item, ++looked);
            }
        }
    }

    /** What else may be wrong with an item is told when its turn comes. */
    private void tryOn(Map<String, AttributeValue> item, int number) throws StepException {
        try {
            work.edit(session, keys).apply(item, new MarkedUpdate(work.scope(), item, NONE, NONE.value()));
        } catch (BatchFailure e) {
            if (work.scope().skipLimit() == 0) {
                throw new StepException(
                        e.getMessage() + " · item " + number + " of a sample", e.next() + "; nothing was changed");
            }
        } catch (Exception e) {
            log.debug("The work fails on an item of the sample", e);
        }
    }
}
