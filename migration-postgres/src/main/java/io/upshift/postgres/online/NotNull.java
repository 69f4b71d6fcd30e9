package io.upshift.postgres.online;

import io.upshift.Step;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.TableName;
import java.util.ArrayList;
import java.util.List;

/**
 * SET NOT NULL that a validated check has proven, so that nothing is scanned under its lock.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL">SET
 *     NOT NULL</a>
 */
record NotNull(TableName table, String column) implements OnlineChange {
    @Override
    public List<Step<PostgresSession>> steps() {
        String check = table.derived(column, "not_null");
        String alter = "alter table " + table.sql() + " ";
        String name = Names.quoted(column);
        List<Step<PostgresSession>> steps = new ArrayList<>(new AddCheck(check, table, name + " is not null").steps());
        String set = alter + "alter column " + name + " set not null";
        steps.add(Step.transactional(
                set,
                db -> db.sql(set + "; " + alter + "drop constraint " + Names.quoted(check)),
                db -> db.sql(alter + "alter column " + name + " drop not null")));
        return List.copyOf(steps);
    }
}
