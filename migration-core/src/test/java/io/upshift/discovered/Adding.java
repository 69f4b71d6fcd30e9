package io.upshift.discovered;

import io.upshift.InMemorySession;
import io.upshift.Migration;

/** Not a migration by itself. */
abstract class Adding implements Migration<InMemorySession> {
    private final String line;

    Adding(String line) {
        this.line = line;
    }

    @Override
    public void up(InMemorySession session) {
        session.run("add " + line);
    }

    @Override
    public void down(InMemorySession session) {
        session.run("remove " + line);
    }
}
