package io.upshift.event;

/** A part of a service, or a library of it, that declares its own events. */
@FunctionalInterface
public interface EventModule<P> {

    /** Adds events, transitions and further modules. */
    void declare(EventRegistryBuilder<P> registry);
}
