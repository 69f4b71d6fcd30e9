package io.upshift;

import java.util.function.Supplier;

/** Credentials that may change while a run lasts. Implementations are thread-safe. */
public interface RotatingCredentials extends Supplier<Credentials> {

    /** Fetches them anew, past every cache; called once when the store has refused what {@link #get} gave. */
    Credentials renew();
}
