package io.upshift;

/** Work on a session. */
@FunctionalInterface
public interface Action<S> {
    void run(S session) throws Exception;
}
