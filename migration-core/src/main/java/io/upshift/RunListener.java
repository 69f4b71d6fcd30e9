package io.upshift;

/**
 * Watches a run. Called on the run's thread, in order; what it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface RunListener {
    void on(RunEvent event);
}
