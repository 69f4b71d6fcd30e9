package io.upshift.discovered.deeper;

import io.upshift.InMemorySession;
import io.upshift.Migration;

/** Lies in a package below. */
public final class Unfound1709000000003 implements Migration<InMemorySession> {
    @Override
    public void up(InMemorySession session) {
        session.run("add unfound");
    }
}
