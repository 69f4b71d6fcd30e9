package io.upshift.event;

/** Leaves what is stored as it is, and writes what was upcast the way the store holds it. */
record Reencode<S, P>(PayloadCodec<S, P> codec) implements EventReader<S, P, StoredEvent<S>> {

    @Override
    public StoredEvent<S> fromStored(StoredEvent<S> event) {
        return event;
    }

    @Override
    public StoredEvent<S> fromUpcast(StoredEvent<P> event) throws Exception {
        return event.payload(codec.encode(event.payload()));
    }
}
