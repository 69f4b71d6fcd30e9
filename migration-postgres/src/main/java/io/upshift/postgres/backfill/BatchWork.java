package io.upshift.postgres.backfill;

import io.upshift.postgres.PostgresSession;

/**
 * Code that does a batch with statements of its own, in the batch's transaction.
 *
 * <p>Called again when a batch has to be done again, so it must have no effect outside the session.
 */
@FunctionalInterface
public interface BatchWork {
    /** @return how many rows it changed */
    long run(PostgresSession session, BatchRows rows) throws Exception;
}
