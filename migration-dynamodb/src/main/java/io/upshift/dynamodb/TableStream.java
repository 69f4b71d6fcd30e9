package io.upshift.dynamodb;

import io.upshift.StepException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The stream of a table's changes.
 *
 * @param view null for none
 */
record TableStream(String table, @Nullable StreamViewType view) implements TableChange {

    @Override
    public String what() {
        return "the stream of " + table;
    }

    @Override
    public boolean holds(DynamoDbSession session, TableDescription description) throws StepException {
        StreamSpecification there = description.streamSpecification();
        boolean isOn = there != null && Boolean.TRUE.equals(there.streamEnabled());
        if (view != null && isOn && there.streamViewType() != view) {
            throw new StepException(
                    "the stream of " + table + " shows " + there.streamViewTypeAsString() + " instead of " + view,
                    "switch it off first with Tables.streamOff, which ends it for its readers; nothing was changed");
        }
        return isOn == (view != null);
    }

    @Override
    public void request(DynamoDbSession session, TableDescription description) {
        session.client()
                .updateTable(request -> request.tableName(table).streamSpecification(spec -> {
                    spec.streamEnabled(view != null);
                    if (view != null) {
                        spec.streamViewType(view);
                    }
                }));
    }
}
