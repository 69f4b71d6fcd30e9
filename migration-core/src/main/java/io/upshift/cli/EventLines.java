package io.upshift.cli;

import io.upshift.RunEvent;
import io.upshift.RunListener;
import java.io.PrintStream;

/** Tells programs what a run is doing: each event as a line of JSON. */
final class EventLines implements RunListener {
    private final PrintStream out;

    EventLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void on(RunEvent event) {
        out.println(event.toJson());
        out.flush();
    }
}
