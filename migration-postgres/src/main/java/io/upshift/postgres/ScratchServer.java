package io.upshift.postgres;

import io.upshift.Credentials;
import java.util.function.Supplier;

/**
 * A PostgreSQL server on which new databases may be made to try things in, and dropped again.
 *
 * <p>Nothing that is there already is touched: every use makes a database of its own, {@code upshift_scratch_} and a
 * random number. What a migration does beyond a database, such as CREATE ROLE, stays on that server. Immutable.
 *
 * @param url of any database on that server, from which the new one is made
 * @param credentials of a role that may make databases
 * @param mayBeLive whether it may be the server that is migrated; false unless said
 */
public record ScratchServer(String url, Supplier<Credentials> credentials, boolean mayBeLive) {

    public static ScratchServer of(String url, Supplier<Credentials> credentials) {
        return new ScratchServer(url, credentials, false);
    }

    /** The same, also when it turns out to be the server that is migrated: for development and tests. */
    public ScratchServer allowingLive() {
        return new ScratchServer(url, credentials, true);
    }
}
