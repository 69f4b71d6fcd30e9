package io.upshift.event;

/**
 * Makes the service's own object of an event at its current version.
 *
 * <p>It has two ways in, so that an event that was stored in its current version is read from what is stored, and one
 * that was upcast isn't written only to be read again.
 *
 * @param <T> the service's type of event
 */
public interface EventReader<S, P, T> {

    /** An event that was stored like this, or one that is passed through unread. */
    T fromStored(StoredEvent<S> event) throws Exception;

    /** An event that was upcast. */
    T fromUpcast(StoredEvent<P> event) throws Exception;
}
