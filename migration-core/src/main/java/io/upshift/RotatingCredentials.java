package io.upshift;

import java.util.function.Supplier;

/** Credentials that may change while a run lasts. Implementations are thread-safe. */
public interface RotatingCredentials extends Supplier<Credentials> {

    /**
     * Others than those that the store has refused, fetched past every cache; the same when there are no others.
     *
     * @param refused what {@link #get} gave to the connection that was refused
     */
    Credentials renew(Credentials refused);
}
