package io.upshift.postgres.change;

import io.upshift.Operation;
import io.upshift.Step;
import io.upshift.StepException;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresSteps;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Builds the indexes that a new column needs, one after the other and concurrently; done when all of them are valid. */
record BuildIndexes(ColumnChange change, SyncNames names) implements Operation<PostgresSession> {
    @Override
    public void run(PostgresSession session) throws Exception {
        for (Operation<PostgresSession> build : builds(session)) {
            if (!build.isDone(session)) {
                build.run(session);
            }
        }
    }

    @Override
    public boolean isDone(PostgresSession session) throws Exception {
        for (Operation<PostgresSession> build : builds(session)) {
            if (!build.isDone(session)) {
                return false;
            }
        }
        return true;
    }

    private List<Operation<PostgresSession>> builds(PostgresSession session) throws SQLException, StepException {
        List<Operation<PostgresSession>> builds = new ArrayList<>();
        LiveTable table = LiveTable.read(session, change.table());
        for (CarryOver carryOver : CarryOver.of(change, table, names)) {
            for (Carried index : carryOver.indexes(session)) {
                Step<PostgresSession> step = PostgresSteps.statement("create " + (index.isUnique() ? "unique " : "")
                        + "index concurrently " + Identifiers.quoted(index.name()) + " on " + table.sql()
                        + index.definition());
                builds.add(((Step.Online<PostgresSession>) step).up());
            }
        }
        return builds;
    }
}
