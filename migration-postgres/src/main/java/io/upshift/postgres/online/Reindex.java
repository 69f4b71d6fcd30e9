package io.upshift.postgres.online;

import io.upshift.Step;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresSteps;
import io.upshift.postgres.TableName;
import java.util.List;

/** Indexes that are built anew; an index as good as the old one needs no way back. */
record Reindex(String kind, String name) implements OnlineChange {
    @Override
    public List<Step<PostgresSession>> steps() {
        return List.of(PostgresSteps.statement(
                "reindex " + kind + " concurrently " + TableName.of(name).sql(), "select 1"));
    }
}
