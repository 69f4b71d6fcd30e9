package io.upshift.postgres.online;

import io.upshift.Operation;
import io.upshift.postgres.PostgresSession;

/** The way back of what another step takes back. */
record Nothing() implements Operation<PostgresSession> {
    @Override
    public void run(PostgresSession session) {}

    @Override
    public boolean isDone(PostgresSession session) {
        return true;
    }
}
