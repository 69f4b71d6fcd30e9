package io.upshift;

import java.util.function.Supplier;

/**
 * A user and a password, or a token in a password's place.
 *
 * @param password never printed
 */
public record Credentials(String user, String password) {

    /** Credentials that never change. */
    public static Supplier<Credentials> fixed(String user, String password) {
        Credentials credentials = new Credentials(user, password);
        return () -> credentials;
    }

    @Override
    public String toString() {
        return "Credentials[user=" + user + "]";
    }
}
