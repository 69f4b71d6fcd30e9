package io.upshift.event;

import java.util.function.UnaryOperator;

/** Turns one version of an event into the next, or into another type. */
public non-sealed interface EventUpcaster<P> extends EventTransition<P> {

    /** The version that it makes: a later one of the same type, or any of another type (a rename). */
    EventSchema to();

    /**
     * The payload in its new shape.
     *
     * @param payload may be changed in place and returned
     * @return never null; an event is dropped by {@link EventSplitter#drop}
     * @throws Exception when the payload can't be understood; the event is then not readable, see {@link EventProblem}
     */
    P upcast(P payload, EventContext context) throws Exception;

    /** An upcaster to the next version that needs no context. */
    static <P> EventUpcaster<P> of(EventSchema from, UnaryOperator<P> function) {
        return of(from, from.next(), function);
    }

    static <P> EventUpcaster<P> of(EventSchema from, EventSchema to, UnaryOperator<P> function) {
        return new FunctionUpcaster<>(from, to, function);
    }

    /** Events of one type are read as another from this version on; the payload stays. */
    static <P> EventUpcaster<P> rename(EventSchema from, EventSchema to) {
        return of(from, to, UnaryOperator.identity());
    }
}
