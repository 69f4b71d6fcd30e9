package io.upshift.event;

import java.util.function.UnaryOperator;

/**
 * Writes what new code has in the shape that old code reads; the other half of an {@link EventUpcaster}.
 *
 * <p>While old and new pods run side by side, the new ones append the old version, because the old ones don't know the
 * new one and never had this downcaster. A field that the old shape has no room for is lost on the way, also for the new
 * pods; so {@link #loses} says what, and the registry refuses it unless {@link #lossAccepted}.
 */
public non-sealed interface EventDowncaster<P> extends EventTransition<P> {

    /** The version that it makes, which an upcaster turns into {@link #from}. */
    EventSchema to();

    P downcast(P payload, EventContext context) throws Exception;

    /** What {@code upcast(downcast(event))} doesn't bring back, in words; empty when nothing is lost. */
    default String loses() {
        return "";
    }

    /** Whether its author knows and wants it. */
    default boolean lossAccepted() {
        return false;
    }

    /** A downcaster to the version before that loses nothing. */
    static <P> EventDowncaster<P> of(EventSchema from, EventSchema to, UnaryOperator<P> function) {
        return new FunctionDowncaster<>(from, to, function, "");
    }

    /**
     * A downcaster that may lose something, and whose author accepts it.
     *
     * @param loses what, in words, for the catalogue
     */
    static <P> EventDowncaster<P> lossy(EventSchema from, EventSchema to, String loses, UnaryOperator<P> function) {
        return new FunctionDowncaster<>(from, to, function, loses);
    }
}
