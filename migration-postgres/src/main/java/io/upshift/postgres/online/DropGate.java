package io.upshift.postgres.online;

import io.upshift.postgres.PostgresSession;
import java.util.Optional;

/** Tells whether anybody still uses what is about to be dropped. */
@FunctionalInterface
public interface DropGate {

    /**
     * Looks, in the transaction that would drop; may be asked again after a lock timeout.
     *
     * @return why not to drop, without row data; empty when it is safe
     */
    Optional<String> whyShut(PostgresSession session) throws Exception;
}
