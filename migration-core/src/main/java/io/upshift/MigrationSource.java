package io.upshift;

import java.security.MessageDigest;
import java.util.List;

/**
 * Where a service's migrations are declared: classes, SQL files or anything else. May be asked from any thread.
 *
 * @param <S> the session that the migrations work with
 */
public interface MigrationSource<S> {

    /**
     * Adds everything to a digest that {@link #load} depends on, as cheaply as it can: raw bytes, nothing parsed.
     *
     * <p>A run whose digest is the one that the store keeps has nothing to do and never calls {@code load}.
     */
    void fingerprint(MessageDigest digest);

    /**
     * The migrations, in any order.
     *
     * @throws MigrationException when something can't be read, with file, line and column where there are any
     */
    List<Declared<S>> load();
}
