package io.upshift.dynamodb.items;

import io.upshift.BatchFailure;
import io.upshift.StepException;
import io.upshift.dynamodb.DynamoDbSession;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Puts back what the undo record of an item's marker says, unless the service has changed it since. */
record RestoreEdit(UndoTable undo, DynamoDbSession session, List<String> keys) implements Edit {
    @Override
    public Edited apply(Map<String, AttributeValue> item, MarkedUpdate update) throws Exception {
        if (!update.marker().isTakenBack()) {
            throw new StepException("items are restored from " + undo.name(), "return this work from down()");
        }
        String token =
                Objects.requireNonNull(item.get(update.marker().attribute())).s();
        UndoTable.Undo before = undo.find(MarkedUpdate.key(item, keys), token, session);
        if (before == null) {
            throw left("there is no undo record of an item in " + undo.name());
        }
        Set<String> touched = new HashSet<>(before.before().keySet());
        touched.addAll(before.absent());
        if (!before.after().isEmpty() && !before.after().equals(UndoTable.digest(item, touched))) {
            throw left("the service has changed an item since");
        }
        touched.forEach(attribute -> update.expression().isAsIn(item, attribute));
        before.before().forEach(update::set);
        before.absent().stream().filter(item::containsKey).forEach(update::remove);
        return new Edited(touched, null);
    }

    private static BatchFailure left(String why) {
        return new BatchFailure(
                BatchFailure.Kind.DATA,
                why,
                "look at the items, or leave them as they are with skipUpTo(…)",
                new IllegalStateException("can't be restored"));
    }
}
