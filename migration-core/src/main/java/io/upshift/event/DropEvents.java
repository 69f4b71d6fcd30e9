package io.upshift.event;

import java.util.List;
import java.util.Set;

/** A split into nothing. */
record DropEvents<P>(EventSchema from) implements EventSplitter<P> {

    @Override
    public Set<EventSchema> to() {
        return Set.of();
    }

    @Override
    public int atMost() {
        return 0;
    }

    @Override
    public List<EventPart<P>> split(P payload, EventContext context) {
        return List.of();
    }
}
