package io.upshift.dynamodb.items;

import io.upshift.BatchFailure;
import io.upshift.dynamodb.Marker;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Goes through a table as the work would, and writes nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">What a
 *     request consumes</a>: 4 KB a read unit, 1 KB of the larger of the item before and after a write unit
 */
final class Estimator {
    private static final Marker MARKER = new Marker(Marker.attribute("0000000000000", 0), "00000000.0000.00", false);
    private static final int READ_UNIT = 4 * 1024;
    private static final int WRITE_UNIT = 1024;

    private final ItemScope scope;
    private final Edit edit;
    private final boolean keepsUndo;
    private long items;
    private long changing;
    private long tooLarge;
    private long largest;
    private long readUnits;
    private long writeUnits;
    private long undoUnits;

    Estimator(ItemScope scope, Edit edit, boolean keepsUndo) {
        this.scope = scope;
        this.edit = edit;
        this.keepsUndo = keepsUndo;
    }

    ItemEstimate estimate(DynamoDbClient client) throws Exception {
        Map<String, AttributeValue> start = Map.of();
        do {
            ScanRequest.Builder scan = ScanRequest.builder().tableName(scope.table());
            if (!scope.where().isEmpty()) {
                new Expression(scope.names(), scope.values()).filter(scan, scope.where());
            }
            if (!start.isEmpty()) {
                scan.exclusiveStartKey(start);
            }
            ScanResponse page = client.scan(scan.build());
            look(page);
            start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
        } while (!start.isEmpty());
        return new ItemEstimate(items, changing, tooLarge, largest, readUnits, writeUnits, undoUnits);
    }

    private void look(ScanResponse page) throws Exception {
        List<Map<String, AttributeValue>> found = page.items();
        items += page.scannedCount();
        // What the filter leaves out is read and paid too; it isn't returned, so it counts as large as the rest.
        double share = found.isEmpty() ? 1 : (double) page.scannedCount() / found.size();
        long bytes = found.stream().mapToLong(ItemSize::of).sum();
        readUnits += units((long) (bytes * share), READ_UNIT);
        for (Map<String, AttributeValue> item : found) {
            count(item);
        }
    }

    private void count(Map<String, AttributeValue> item) throws Exception {
        long before = ItemSize.of(item);
        try {
            Edit.Edited edited = edit.apply(item, new MarkedUpdate(scope, item, MARKER, MARKER.value()));
            if (edited == null) {
                return;
            }
            changing++;
            Map<String, AttributeValue> after = edited.after();
            long size = MARKER.attribute().length()
                    + MARKER.value().length()
                    + (after == null ? before : ItemSize.of(after));
            largest = Math.max(largest, size);
            writeUnits += units(Math.max(before, size), WRITE_UNIT);
            undoUnits += keepsUndo ? units(before, WRITE_UNIT) : 0;
        } catch (BatchFailure e) {
            changing++;
            tooLarge++;
        }
    }

    private static long units(long bytes, int unit) {
        return Math.max(1, (bytes + unit - 1) / unit);
    }
}
