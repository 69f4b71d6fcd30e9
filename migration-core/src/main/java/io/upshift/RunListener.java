package io.upshift;

/**
 * Watches a run. Called in order, one event at a time: on the run's thread, except for the progress of a long statement,
 * which comes from the thread that watches it. What it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface RunListener {
    void on(RunEvent event);
}
