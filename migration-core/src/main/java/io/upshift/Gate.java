package io.upshift;

import java.util.Optional;

/**
 * Tells whether the world is ready for a change: whether anybody still uses what it would take away.
 *
 * <p>A gate that stays shut for days is no failure. Changes nothing; may be asked often.
 *
 * @param <S> the session that it looks with
 */
@FunctionalInterface
public interface Gate<S> {

    /** @return why not yet, and who is in the way, without row data; empty when the gate is open */
    Optional<String> whyShut(S session) throws Exception;
}
