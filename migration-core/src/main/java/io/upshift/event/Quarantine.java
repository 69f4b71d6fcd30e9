package io.upshift.event;

/** Takes the events that can't be read; must keep them, since the reader goes on without them. */
@FunctionalInterface
public interface Quarantine<S> {

    /** Takes the event as it is stored. What it throws ends the read. */
    void take(StoredEvent<S> event, EventException reason);
}
