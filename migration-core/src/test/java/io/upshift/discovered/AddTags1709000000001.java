package io.upshift.discovered;

import io.upshift.InMemorySession;
import io.upshift.Migration;

final class AddTags1709000000001 implements Migration<InMemorySession> {
    @Override
    public void up(InMemorySession session) {
        session.run("add tags");
    }
}
