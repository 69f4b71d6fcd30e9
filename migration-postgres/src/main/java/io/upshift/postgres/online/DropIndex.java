package io.upshift.postgres.online;

import io.upshift.Step;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresSteps;
import io.upshift.postgres.TableName;
import java.util.List;

/** An index that goes. */
record DropIndex(String name) implements OnlineChange {
    @Override
    public List<Step<PostgresSession>> steps() {
        return List.of(PostgresSteps.statement(
                "drop index concurrently if exists " + TableName.of(name).sql()));
    }
}
