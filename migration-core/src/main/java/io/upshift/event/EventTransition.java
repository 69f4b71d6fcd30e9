package io.upshift.event;

import java.util.Set;

/**
 * What leads from one version of an event to another; declared to {@link EventRegistryBuilder#add}.
 *
 * <p>Pure functions of payload and context, safe for many threads: they run again for every read. A payload may be
 * changed in place. {@code from}, {@code to} and {@code needs} are asked once.
 */
public sealed interface EventTransition<P> permits EventUpcaster, EventSplitter, EventDowncaster {

    /** The version that it takes. */
    EventSchema from();

    /** What it reads with {@link EventContext#remembered}; an event that passes here is read through its stream. */
    default Set<StreamKey<?>> needs() {
        return Set.of();
    }
}
