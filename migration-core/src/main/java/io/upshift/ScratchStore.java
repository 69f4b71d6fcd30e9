package io.upshift;

import java.util.List;

/**
 * A store that was made to try things on, and goes when it is closed. Used by one thread.
 *
 * @param <S> the session that migrations work with
 */
public interface ScratchStore<S> extends AutoCloseable {

    Inspectable<S> target();

    /**
     * Gives it the schema of the target that it was made for, without data.
     *
     * @return in words, what of it could not be had
     */
    List<String> copySchema();

    @Override
    void close();
}
