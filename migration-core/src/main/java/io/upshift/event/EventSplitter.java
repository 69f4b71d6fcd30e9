package io.upshift.event;

import java.util.List;
import java.util.Set;

/**
 * Turns one stored event into several, in an order that stays, or into none.
 *
 * <p>The parts keep the position of the stored event and are told apart by {@link StoredEvent#part}, from 0 in the order
 * in which they are returned. So that this order never means two events, what came out of a split and was stored as such
 * can't be split again.
 */
public non-sealed interface EventSplitter<P> extends EventTransition<P> {

    /** Every version that it may make; anything else that it returns is refused. */
    Set<EventSchema> to();

    /** How many events it makes of one at most; more is refused. */
    default int atMost() {
        return Math.max(1, to().size());
    }

    /** The parts in order; an empty list drops the event. */
    List<EventPart<P>> split(P payload, EventContext context) throws Exception;

    /** Events of this version are left out from now on. */
    static <P> EventSplitter<P> drop(EventSchema from) {
        return new DropEvents<>(from);
    }
}
