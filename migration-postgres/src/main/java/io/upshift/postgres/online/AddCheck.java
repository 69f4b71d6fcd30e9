package io.upshift.postgres.online;

import io.upshift.Step;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresSteps;
import io.upshift.postgres.TableName;
import java.util.List;

/** A check that is added for new rows, and validated in a transaction of its own. */
record AddCheck(String name, TableName table, String condition) implements OnlineChange {
    @Override
    public List<Step<PostgresSession>> steps() {
        String alter = "alter table " + table.sql();
        return List.of(
                PostgresSteps.statement(
                        alter + " add constraint " + Names.quoted(name) + " check (" + condition + ") not valid",
                        alter + " drop constraint if exists " + Names.quoted(name)),
                PostgresSteps.validate(table.sql(), name));
    }
}
