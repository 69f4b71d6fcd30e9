package io.upshift.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads one stream in order, and carries what its events leave behind for later ones.
 *
 * <p>What is remembered belongs to this reader alone. Begin at the first event of the stream; when reading begins later,
 * as after a snapshot, upcasters find nothing remembered and have to cope. For one thread.
 */
public final class StreamUpcaster<S, P> {
    private final UpcasterChain<S, P> chain;
    private final String stream;
    private final StreamState state = new StreamState();
    private long position = -1;
    private int part = -1;

    StreamUpcaster(UpcasterChain<S, P> chain, String stream) {
        this.chain = chain;
        this.stream = stream;
    }

    /** As {@link UpcasterChain#upcast(StoredEvent)}. */
    public List<StoredEvent<S>> upcast(StoredEvent<S> event) {
        List<StoredEvent<S>> current = new ArrayList<>(1);
        upcast(event, current::add);
        return current;
    }

    /** As {@link UpcasterChain#upcast(StoredEvent, Consumer)}. */
    public void upcast(StoredEvent<S> event, Consumer<? super StoredEvent<S>> out) {
        read(event, chain.reencode(), out);
    }

    /**
     * As {@link UpcasterChain#read}.
     *
     * @throws EventException when the event is of another stream, has no position, or doesn't come after the one before
     */
    public <T> void read(StoredEvent<S> event, EventReader<S, P, T> reader, Consumer<? super T> out) {
        follow(event);
        chain.read(event, reader, out, state);
    }

    private void follow(StoredEvent<S> event) {
        if (!event.stream().equals(stream)) {
            throw outOfPlace(event, "is given to the reader of stream " + stream);
        }
        boolean follows = event.position() > position || (event.position() == position && event.part() > part);
        if (event.position() < 0 || !follows) {
            throw outOfPlace(event, "doesn't come after position " + position + " in its stream");
        }
        position = event.position();
        part = event.part();
    }

    private static EventException outOfPlace(StoredEvent<?> event, String what) {
        return new EventException(
                EventProblem.FAILED,
                event + " " + what,
                "read one stream with one reader, in the order of its positions");
    }
}
