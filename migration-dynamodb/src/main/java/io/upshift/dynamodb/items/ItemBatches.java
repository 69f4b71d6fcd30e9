package io.upshift.dynamodb.items;

import io.upshift.Batch;
import io.upshift.BatchSize;
import io.upshift.Batches;
import io.upshift.StepException;
import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.dynamodb.Marker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Goes through the segments of a table page by page, and edits what it finds. */
final class ItemBatches implements Batches<DynamoDbSession> {
    /** No item is locked while a batch lasts, and one checkpoint a second is little beside the writes. */
    private static final BatchSize SIZE = new BatchSize(100, 2_500, Duration.ofSeconds(1));

    private final ItemScope scope;
    private final EditOf edit;
    private final String text;
    private final @Nullable UndoTable undo;
    private final @Nullable String foreignMarker;
    private final Flight flight;
    private final CapacityPace pace;
    private volatile @Nullable List<String> keys;

    /** Some edits read beside the item. */
    interface EditOf {
        Edit of(DynamoDbSession session, List<String> keys);
    }

    /**
     * @param text for the plan
     * @param foreignMarker of another step, to be removed; null for this step's own
     */
    ItemBatches(
            ItemScope scope, EditOf edit, String text, @Nullable UndoTable undo, @Nullable String foreignMarker) {
        this.scope = scope;
        this.edit = edit;
        this.text = text;
        this.undo = undo;
        this.foreignMarker = foreignMarker;
        this.flight = new Flight(scope.inFlight());
        this.pace = new CapacityPace(scope.limit(), scope.table());
    }

    @Override
    public Opening open(DynamoDbSession session) throws Exception {
        TableDescription table = describe(session);
        if (table.hasReplicas() && !session.settings().allowReplicas()) {
            throw new StepException(
                    "the table " + scope.table() + " has replicas in other Regions, whose writes conditions don't see",
                    "set upshift.dynamodb.allow-replicas when only this Region writes; nothing was changed");
        }
        List<Batch.Range> ranges = Segments.of(table, scope.segments());
        if (edit(session, keys(table)) instanceof CodeEdit) {
            new Sample(this, session, keys(table)).check(ranges);
        }
        if (undo != null) {
            undo.make(session);
        }
        Long items = table.itemCount();
        return new Opening(ranges, items == null ? 0 : items, "");
    }

    @Override
    public Batch.Done run(DynamoDbSession session, Batch batch) throws Exception {
        Marker marker = foreignMarker == null ? session.marker() : new Marker(foreignMarker, "", true);
        List<String> keys = keys(session);
        ScanResponse page = scan(session, batch, marker);
        ItemWriter writer = new ItemWriter(this, session, marker, keys);
        AtomicLong changed = new AtomicLong();
        flight.each(parts(page.items()), part -> changed.addAndGet(writer.write(part)));
        flight.smooth();
        return page.hasLastEvaluatedKey()
                ? batch.upTo(KeyText.of(page.lastEvaluatedKey()), page.scannedCount(), changed.get())
                : batch.last(page.scannedCount(), changed.get());
    }

    /** Where a batch of so many items ends, without the items. */
    @Override
    public Batch.Done peek(DynamoDbSession session, Batch batch) {
        ScanResponse page = session.retry(() -> session.client()
                .scan(Segments.scan(scope.table(), batch).select(Select.COUNT).build()));
        return page.hasLastEvaluatedKey()
                ? batch.upTo(KeyText.of(page.lastEvaluatedKey()), page.scannedCount(), 0)
                : batch.last(page.scannedCount(), 0);
    }

    @Override
    public BatchSize size() {
        return SIZE;
    }

    @Override
    public int skipLimit() {
        return scope.skipLimit();
    }

    @Override
    public List<String> statements() {
        return List.of("update the items of " + scope.table()
                + (scope.where().isEmpty() ? "" : " where " + scope.where()) + ": "
                + text);
    }

    ItemScope scope() {
        return scope;
    }

    Edit edit(DynamoDbSession session, List<String> keys) {
        return edit.of(session, keys);
    }

    @Nullable
    UndoTable undo() {
        return undo;
    }

    Flight flight() {
        return flight;
    }

    CapacityPace pace() {
        return pace;
    }

    /**
     * Items that have the marker already count as changed, because the batch that changed them did not commit; so they
     * are found whatever their other attributes say.
     */
    private ScanResponse scan(DynamoDbSession session, Batch batch, Marker marker) {
        Expression expression = new Expression(scope.names(), scope.values());
        String marked = "attribute_exists(" + expression.name(marker.attribute()) + ")";
        String where = scope.where();
        ScanRequest.Builder scan = Segments.scan(scope.table(), batch)
                .consistentRead(true)
                .returnConsumedCapacity(pace.wanted());
        if (marker.isTakenBack() || !where.isEmpty()) {
            String filter = where.isEmpty() ? marked : marked + (marker.isTakenBack() ? " and (" : " or (") + where + ")";
            scan.filterExpression(filter).expressionAttributeNames(expression.names(filter));
            if (!expression.values(filter).isEmpty()) {
                scan.expressionAttributeValues(expression.values(filter));
            }
        }
        pace.awaitRead(session);
        ScanResponse page = session.retry(() -> session.client().scan(scan.build()));
        pace.read(page.consumedCapacity(), session);
        return page;
    }

    /** Singly, or as many as one call keeps undo records of. */
    private List<List<Map<String, AttributeValue>>> parts(List<Map<String, AttributeValue>> items) {
        int size = undo == null ? 1 : UndoTable.AT_ONCE;
        List<List<Map<String, AttributeValue>>> parts = new ArrayList<>();
        for (int i = 0; i < items.size(); i += size) {
            parts.add(items.subList(i, Math.min(items.size(), i + size)));
        }
        return parts;
    }

    private List<String> keys(DynamoDbSession session) throws StepException {
        List<String> known = keys;
        return known == null ? keys(describe(session)) : known;
    }

    private List<String> keys(TableDescription table) {
        List<String> names =
                table.keySchema().stream().map(KeySchemaElement::attributeName).toList();
        keys = names;
        return names;
    }

    private TableDescription describe(DynamoDbSession session) throws StepException {
        try {
            return session.retry(() -> session.client().describeTable(request -> request.tableName(scope.table())))
                    .table();
        } catch (ResourceNotFoundException e) {
            throw new StepException(
                    "there is no table " + scope.table(), "make it in an earlier migration; nothing was changed");
        }
    }
}
