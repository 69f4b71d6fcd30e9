package io.upshift.postgres;

import io.upshift.Operation;
import io.upshift.StepException;
import io.upshift.postgres.sql.SqlStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * CREATE INDEX CONCURRENTLY, which leaves an invalid index when it is cut off, and IF NOT EXISTS takes that for the real
 * one.
 *
 * <p>An invalid index of this name is dropped and built again, if it is what the statement makes; one that is something
 * else is refused and left alone.
 */
record IndexBuild(String file, SqlStatement statement, String index, String table)
        implements Operation<PostgresSession> {

    @Override
    public void run(PostgresSession session) throws SQLException, StepException {
        IndexDefinition.Found found = found(session);
        if (found != null && !found.isValid()) {
            session.sql("drop index concurrently " + found.name());
        }
        session.run(file, statement);
    }

    @Override
    public boolean isDone(PostgresSession session) throws SQLException, StepException {
        IndexDefinition.Found found = found(session);
        return found != null && found.isValid();
    }

    private IndexDefinition.@Nullable Found found(PostgresSession session) throws SQLException, StepException {
        IndexDefinition definition = new IndexDefinition(statement.text(), index, table);
        IndexDefinition.Found found = definition.find(session);
        if (found != null && !definition.isMadeBy(session, found)) {
            throw new StepException(
                    "there is another index of the name " + found.name() + ": " + found.definition() + " · " + file
                            + ":" + statement.line(),
                    "give the new index another name, or drop the old one; nothing was changed");
        }
        return found;
    }
}
