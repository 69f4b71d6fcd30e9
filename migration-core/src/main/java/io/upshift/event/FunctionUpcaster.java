package io.upshift.event;

import java.util.function.UnaryOperator;

/** An upcaster made of its parts. */
record FunctionUpcaster<P>(EventSchema from, EventSchema to, UnaryOperator<P> function) implements EventUpcaster<P> {

    @Override
    public P upcast(P payload, EventContext context) {
        return function.apply(payload);
    }
}
