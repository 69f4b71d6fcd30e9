package io.upshift.postgres.change;

import io.upshift.StepException;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresSession;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks whether a change can be made, from its expand to its contract, before anything is changed. */
record ExpandCheck(ColumnChange change, SyncNames names, Installed installed) {
    private static final String CONSTRAINED =
            "select t.typtype = 'd' and (t.typnotnull or t.typdefault is not null or exists"
                    + " (select from pg_catalog.pg_constraint where contypid = t.oid)) from pg_catalog.pg_type t"
                    + " where t.oid = to_regtype(?)";

    void run(PostgresSession db) throws Exception {
        LiveTable table = LiveTable.read(db, change.table());
        if (table.columns().containsKey(names.marker())) {
            installed.check(db);
            return;
        }
        for (String column : change.old()) {
            table.column(column);
        }
        for (String column : change.forward().keySet()) {
            Identifiers.quoted(column);
            if (table.columns().containsKey(column)) {
                throw refused("there is a column " + column + " already", "choose another name for the new column");
            }
        }
        for (Added column : change.added()) {
            if (new Reading(db).is(CONSTRAINED, column.type(table))) {
                throw refused(
                        "the type of " + column.name()
                                + " is a domain with constraints or a default, for which PostgreSQL"
                                + " writes the whole table anew",
                        "take the type below it, and add a check afterwards");
            }
        }
        Set<String> inputs = Inputs.of(db, table, names.look(), change.forward().values());
        for (String input : inputs) {
            if (table.column(input).isGenerated()) {
                throw refused(
                        "the expressions read " + input
                                + ", which is generated: triggers don't see it before it is stored",
                        "write what it is generated from instead");
            }
            if (input.equals("new") || input.equals("old")) {
                throw refused("a trigger can't read a column that is called " + input, "rename it by hand first");
            }
        }
        Set<String> touched = new TreeSet<>(inputs);
        touched.addAll(change.old());
        new Surroundings(names, table).check(db, touched);
        new Outlook(change, table).check(db);
        for (CarryOver carryOver : CarryOver.of(change, table, names)) {
            carryOver.indexes(db);
            carryOver.constraints(db);
        }
        Optional<FailingRows.Found> failing = new FailingRows(change, names, table).find(db, inputs);
        if (failing.isPresent()) {
            throw refused(
                    "an expression fails for rows that are there ("
                            + failing.get().states() + ")",
                    "look at them with \"" + failing.get().query() + "\", and correct them or the expression");
        }
    }

    private StepException refused(String why, String next) {
        return new StepException(change.table().plain() + " can't be changed: " + why, next + "; nothing was changed");
    }
}
