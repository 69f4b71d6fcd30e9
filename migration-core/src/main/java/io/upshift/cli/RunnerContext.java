package io.upshift.cli;

import io.upshift.RunListener;
import io.upshift.Settings;

/** What the frame gives to a {@link RunnerFactory}. Used by one thread. */
public final class RunnerContext {
    private final Settings settings;
    private final RunListener progress;
    private final Resources resources;

    RunnerContext(Settings settings, RunListener progress, Resources resources) {
        this.settings = settings;
        this.progress = progress;
        this.resources = resources;
    }

    /** The environment's settings, changed by the options that were given; pass them to the builder. */
    public Settings settings() {
        return settings;
    }

    /** Shows on the screen what a run is doing; add it to the builder's listeners. */
    public RunListener progress() {
        return progress;
    }

    /** Has something closed when the command has ended, whatever its end; the last one opened is closed first. */
    public <C extends AutoCloseable> C closeLater(C opened) {
        return resources.add(opened);
    }
}
