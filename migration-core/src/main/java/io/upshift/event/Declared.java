package io.upshift.event;

import java.util.Set;

/** A transition with what it said when it was declared, and where that was. */
record Declared<P>(EventTransition<P> transition, EventSchema from, Set<EventSchema> to, String origin) {

    static <P> Declared<P> of(EventTransition<P> transition, String origin) {
        return new Declared<>(transition, transition.from(), targets(transition), origin);
    }

    private static <P> Set<EventSchema> targets(EventTransition<P> transition) {
        if (transition instanceof EventUpcaster<P> upcaster) {
            return Set.of(upcaster.to());
        }
        return transition instanceof EventDowncaster<P> downcaster
                ? Set.of(downcaster.to())
                : Set.copyOf(((EventSplitter<P>) transition).to());
    }

    boolean isDown() {
        return transition instanceof EventDowncaster;
    }

    /** How many events it makes of one at most. */
    int fanOut() {
        return transition instanceof EventSplitter<P> splitter ? splitter.atMost() : 1;
    }

    String leadsTo() {
        return to.isEmpty()
                ? "nothing"
                : String.join(
                        ", ", to.stream().sorted().map(EventSchema::toString).toList());
    }
}
