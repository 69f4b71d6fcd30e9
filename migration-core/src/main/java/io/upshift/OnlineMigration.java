package io.upshift;

import java.util.List;

/**
 * A change made of steps, for what can't run in one transaction.
 *
 * <p>Each step is recorded by itself, so a run that was killed goes on at the step where it stopped.
 *
 * @param <S> the session of the target
 */
public non-sealed interface OnlineMigration<S> extends Change<S> {

    /**
     * The steps, in the order in which they are applied; a revert goes through them backwards.
     *
     * <p>Called once a run; must return the same steps every time, because an interrupted run is resumed by position.
     */
    List<Step<S>> steps();
}
