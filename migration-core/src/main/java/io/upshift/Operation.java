package io.upshift;

/**
 * Work outside a transaction that survives being interrupted at any instruction.
 *
 * @param <S> the session of the target
 */
public interface Operation<S> {

    /**
     * Makes it so. May meet what an interrupted earlier call left behind, and then clears that away first.
     *
     * <p>Called when {@link #isDone} doesn't hold after an interruption, or when the step is new.
     */
    void run(S session) throws Exception;

    /**
     * Whether the store shows the finished work, by definition and state and never by name alone.
     *
     * <p>Asked after {@link #run}, and instead of it when an earlier run was cut off before its outcome was recorded.
     */
    boolean isDone(S session) throws Exception;
}
