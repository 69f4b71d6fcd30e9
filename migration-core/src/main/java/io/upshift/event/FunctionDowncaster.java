package io.upshift.event;

import java.util.function.UnaryOperator;

/** A downcaster made of its parts; naming what it loses is accepting it. */
record FunctionDowncaster<P>(EventSchema from, EventSchema to, UnaryOperator<P> function, String loses)
        implements EventDowncaster<P> {

    @Override
    public P downcast(P payload, EventContext context) {
        return function.apply(payload);
    }

    @Override
    public boolean lossAccepted() {
        return !loses.isEmpty();
    }
}
