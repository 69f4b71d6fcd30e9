package io.upshift.event;

/** What is done about an event that can't be read as its current version. */
public enum EventAction {
    /** Throws an {@link EventException}; the default. */
    FAIL,
    /** Gives the event on as it is stored. */
    PASS_THROUGH,
    /** Hands the event and the reason to the chain's quarantine, and goes on with the next. */
    QUARANTINE
}
