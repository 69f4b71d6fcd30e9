package io.upshift.postgres.online;

import io.upshift.Batch;
import io.upshift.Batches;
import io.upshift.Operation;
import io.upshift.postgres.PostgresSession;
import java.util.List;

/** The way back of what another step takes back. */
record Nothing() implements Operation<PostgresSession>, Batches<PostgresSession> {
    @Override
    public void run(PostgresSession session) {}

    @Override
    public Batch.Done run(PostgresSession session, Batch batch) {
        return batch.last(0, 0);
    }

    @Override
    public Opening open(PostgresSession session) {
        return new Opening(List.of(), 0, "");
    }

    @Override
    public boolean isDone(PostgresSession session) {
        return true;
    }
}
