package io.upshift;

import java.util.List;

/**
 * Watches a run. Called on the run's thread, in order; what it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface RunListener {
    void on(RunEvent event);

    /** Every call that it may make to a service outside the store; shown with the plan. */
    default List<RemoteCall> calls() {
        return List.of();
    }
}
