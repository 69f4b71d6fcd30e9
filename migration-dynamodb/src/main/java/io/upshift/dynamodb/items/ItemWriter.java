package io.upshift.dynamodb.items;

import io.upshift.BatchFailure;
import io.upshift.StepException;
import io.upshift.dynamodb.DynamoDbSession;
import io.upshift.dynamodb.Marker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Changes the items of one batch, from several threads. */
final class ItemWriter {
    /** Tries while the service changes the same item in between. */
    private static final int TRIES = 20;

    private final ItemBatches work;
    private final DynamoDbSession session;
    private final Marker marker;
    private final List<String> keys;

    /** One item's change, ready to be sent. */
    private record Ready(Map<String, AttributeValue> item, UpdateItemRequest request, @Nullable WriteRequest undo) {}

    ItemWriter(ItemBatches work, DynamoDbSession session, Marker marker, List<String> keys) {
        this.work = work;
        this.session = session;
        this.marker = marker;
        this.keys = keys;
    }

    /**
     * Changes items, after their undo records are written.
     *
     * @return how many of them are changed, by this call or by one before it that this batch stands for
     */
    int write(List<Map<String, AttributeValue>> items) throws Exception {
        int changed = 0;
        List<Ready> all = new ArrayList<>();
        for (Map<String, AttributeValue> item : items) {
            if (isDone(item)) {
                changed++;
            } else {
                Ready ready = prepare(item, 0);
                if (ready != null) {
                    all.add(ready);
                }
            }
        }
        keepUndo(all);
        for (Ready ready : all) {
            changed += write(ready) ? 1 : 0;
        }
        return changed;
    }

    private boolean write(Ready first) throws Exception {
        Ready ready = first;
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Map<String, AttributeValue> now = send(ready);
            if (now == null) {
                return true;
            }
            if (now.isEmpty()) {
                return false; // deleted meanwhile
            }
            if (isDone(now)) {
                return true; // by this call, whose reply was lost, or by a worker whose batch will not count
            }
            if (now.equals(ready.item())) {
                return false; // the condition isn't met
            }
            ready = prepare(now, attempt);
            if (ready == null) {
                return false;
            }
            keepUndo(List.of(ready));
        }
        throw new BatchFailure(
                BatchFailure.Kind.CONTENTION,
                "an item was changed by others " + TRIES + " times while it was worked on",
                "run again when the service writes less",
                new IllegalStateException("contention"));
    }

    /** Null when it was changed; as the item is when it wasn't, empty when there is none. */
    private @Nullable Map<String, AttributeValue> send(Ready ready) {
        work.pace().awaitWrite(session);
        try {
            UpdateItemResponse response = session.retry(() -> update(ready.request()));
            work.pace().wrote(response.consumedCapacity(), session);
            return null;
        } catch (ConditionalCheckFailedException e) {
            work.pace().wrote(null, session);
            return e.hasItem() ? e.item() : Map.of();
        }
    }

    private UpdateItemResponse update(UpdateItemRequest request) {
        try {
            return session.client().updateItem(request);
        } catch (AwsServiceException e) {
            if (e.isThrottlingException()) {
                work.flight().throttled();
            }
            throw e;
        }
    }

    private @Nullable Ready prepare(Map<String, AttributeValue> item, int attempt) throws Exception {
        String token = attempt == 0 ? marker.value() : marker.value() + "." + attempt;
        MarkedUpdate update = new MarkedUpdate(work.scope(), item, marker, token);
        Edit.Edited edited = work.edit(session, keys).apply(item, update);
        if (edited == null) {
            return null;
        }
        for (String key : keys) {
            if (edited.touched().contains(key)) {
                throw new StepException(
                        "the change sets " + key + ", which belongs to the key of " + work.scope().table(),
                        "copy the items to a new table instead; an item's key can't be changed");
            }
        }
        WriteRequest undo = null;
        if (work.undo() != null) {
            edited.touched().forEach(attribute -> update.expression().isAsIn(item, attribute));
            undo = UndoTable.record(MarkedUpdate.key(item, keys), token, item, edited);
        }
        UpdateItemRequest request = update.request(keys)
                .returnConsumedCapacity(work.pace().wanted())
                .build();
        return new Ready(item, request, undo);
    }

    private void keepUndo(List<Ready> all) {
        UndoTable undo = work.undo();
        if (undo == null || all.isEmpty()) {
            return;
        }
        List<WriteRequest> records = new ArrayList<>();
        for (Ready ready : all) {
            if (ready.undo() != null) {
                records.add(ready.undo());
            }
        }
        undo.keep(records, session, work.flight()::throttled);
    }

    private boolean isDone(Map<String, AttributeValue> item) {
        return item.containsKey(marker.attribute()) != marker.isTakenBack();
    }
}
