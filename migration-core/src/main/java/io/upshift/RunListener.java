package io.upshift;

import java.util.List;

/**
 * Watches a run. Called in order, one event at a time: on the run's thread, except for the progress of a long statement,
 * which comes from the thread that watches it. What it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface RunListener {
    void on(RunEvent event);

    /** Every call that it may make to a service outside the store; shown with the plan. */
    default List<RemoteCall> calls() {
        return List.of();
    }
}
