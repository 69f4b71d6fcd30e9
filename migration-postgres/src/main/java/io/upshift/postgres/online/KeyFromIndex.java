package io.upshift.postgres.online;

import io.upshift.Step;
import io.upshift.StepException;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A unique constraint or primary key that takes over a unique index of the same name. */
record KeyFromIndex(String kind, String name, String table, List<String> columns) implements OnlineChange {
    @Override
    public List<Step<PostgresSession>> steps() {
        String alter = "alter table " + TableName.of(table).sql() + " ";
        String add = alter + "add constraint " + Names.quoted(name) + " " + kind + " using index " + Names.quoted(name);
        CreateIndex index = Online.createIndex(name).on(table).unique().columns(columns.toArray(new String[0]));
        List<Step<PostgresSession>> steps = new ArrayList<>();
        // Asked before the index is built, and again where the constraint is made.
        steps.add(Step.transactional("look at " + table, this::check, db -> {}));
        steps.addAll(index.steps());
        steps.add(Step.transactional(
                add,
                db -> {
                    check(db);
                    db.sql(add);
                },
                db -> db.sql(alter + "drop constraint " + Names.quoted(name))));
        return List.copyOf(steps);
    }

    private void check(PostgresSession db) throws SQLException, StepException {
        Facts facts = new Facts(db, TableName.of(table));
        if (facts.isPartitioned()) {
            throw new StepException(
                    "PostgreSQL gives a partitioned table no " + kind + " from an index · " + table,
                    "use Online.createIndex(\"" + name + "\").unique(), which foreign keys can refer to as well");
        }
        if (kind.equals("unique")) {
            return;
        }
        for (String column : columns) {
            if (facts.isNullable(column)) {
                throw new StepException(
                        "the column " + column + " may be null, and PostgreSQL would scan the table under a lock that"
                                + " stops everybody · " + table,
                        "put Online.setNotNull(\"" + table + "\", \"" + column + "\") before it");
            }
        }
    }
}
