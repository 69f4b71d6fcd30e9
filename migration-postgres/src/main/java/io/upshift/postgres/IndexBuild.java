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
 * else is refused and left alone. On a partitioned table, for which PostgreSQL refuses the statement, it is built
 * partition by partition.
 */
record IndexBuild(String file, SqlStatement statement, String index, String table)
        implements Operation<PostgresSession> {

    @Override
    public void run(PostgresSession session) throws Exception {
        IndexDefinition definition = definition();
        IndexDefinition.Found found = found(session, definition);
        if (PartitionTree.isPartitioned(session, table)) {
            new PartitionedIndex(session, definition).build(found);
            return;
        }
        if (found != null && !found.isValid()) {
            found = afterOthers(session, definition);
        }
        if (found != null && !found.isValid()) {
            session.sql("drop index concurrently " + found.name());
        }
        if (found == null || !found.isValid()) {
            session.run(file, statement);
        }
    }

    @Override
    public boolean isDone(PostgresSession session) throws Exception {
        IndexDefinition definition = definition();
        IndexDefinition.Found found = found(session, definition);
        if (found == null) {
            return false;
        }
        return PartitionTree.isPartitioned(session, table)
                ? PartitionTree.of(session, table, found.name()).isComplete()
                : found.isValid();
    }

    private IndexDefinition definition() {
        return new IndexDefinition(statement.text(), index, table);
    }

    /** An index that isn't valid may be one that another session is about to finish, under this lock. */
    private IndexDefinition.@Nullable Found afterOthers(PostgresSession session, IndexDefinition definition)
            throws SQLException, StepException {
        BuilderWait.await(session, table);
        return found(session, definition);
    }

    private IndexDefinition.@Nullable Found found(PostgresSession session, IndexDefinition definition)
            throws SQLException, StepException {
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
