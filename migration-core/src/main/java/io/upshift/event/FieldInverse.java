package io.upshift.event;

import java.util.List;
import java.util.stream.Collectors;

/** Field changes backwards. */
final class FieldInverse<P> implements EventDowncaster<P> {
    private final FieldChanges<P> changes;
    private final boolean lossAccepted;
    private final FieldChange.Mutation[] mutations;

    FieldInverse(FieldChanges<P> changes, boolean lossAccepted) {
        this.changes = changes;
        this.lossAccepted = lossAccepted;
        this.mutations = changes.inverseMutations();
    }

    @Override
    public EventSchema from() {
        return changes.to();
    }

    @Override
    public EventSchema to() {
        return changes.from();
    }

    @Override
    public P downcast(P payload, EventContext context) {
        changes.apply(mutations, payload);
        return payload;
    }

    @Override
    public String loses() {
        return changes.changes().stream()
                .map(FieldChange::loses)
                .filter(loss -> !loss.isEmpty())
                .collect(Collectors.joining(", "));
    }

    @Override
    public boolean lossAccepted() {
        return lossAccepted;
    }

    /** The changes that can't be taken back, in words. */
    List<String> impossible() {
        return changes.changes().stream()
                .filter(change -> change.inverse() == null)
                .map(FieldChange::describe)
                .toList();
    }

    @Override
    public String toString() {
        return "the inverse of " + changes;
    }
}
