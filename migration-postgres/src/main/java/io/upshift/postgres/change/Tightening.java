package io.upshift.postgres.change;

import io.upshift.Step;
import io.upshift.StepException;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresSteps;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What new columns have to satisfy in the end: the constraints of the old one, and no nulls.
 *
 * <p>First for new rows only, then validated beside readers and writers; SET NOT NULL finds its check validated and scans
 * nothing.
 */
record Tightening(ColumnChange change, SyncNames names) {
    List<Step<PostgresSession>> steps() {
        String table = change.table().plain();
        return List.of(
                Step.transactional("constraints of " + table + " for new rows", this::add, this::remove),
                Step.transactional("validate constraints of " + table, this::validate, db -> {}),
                Step.transactional("set not null in " + table, this::setNotNull, this::dropNotNull));
    }

    private void add(PostgresSession db) throws Exception {
        LiveTable table = LiveTable.read(db, change.table());
        for (Carried one : constraints(db, table)) {
            String valid = one.definition().endsWith(" NOT VALID") ? "" : " not valid";
            db.sql("alter table " + table.sql() + " add constraint " + Identifiers.quoted(one.name()) + " "
                    + one.definition() + valid);
        }
        for (Added column : notNull(table)) {
            db.sql("alter table " + table.sql() + " add constraint " + check(column) + " check ("
                    + Identifiers.quoted(column.name()) + " is not null) not valid");
        }
    }

    private void validate(PostgresSession db) throws Exception {
        LiveTable table = LiveTable.read(db, change.table());
        for (Carried one : constraints(db, table)) {
            PostgresSteps.validating(table.sql(), one.name()).run(db);
        }
        for (Added column : notNull(table)) {
            PostgresSteps.validating(table.sql(), plainCheck(column)).run(db);
        }
    }

    private void setNotNull(PostgresSession db) throws Exception {
        LiveTable table = LiveTable.read(db, change.table());
        for (Added column : notNull(table)) {
            db.sql("alter table " + table.sql() + " alter column " + Identifiers.quoted(column.name())
                    + " set not null");
            db.sql("alter table " + table.sql() + " drop constraint " + check(column));
        }
    }

    private void dropNotNull(PostgresSession db) throws Exception {
        LiveTable table = LiveTable.read(db, change.table());
        for (Added column : notNull(table)) {
            db.sql("alter table " + table.sql() + " alter column " + Identifiers.quoted(column.name())
                    + " drop not null");
        }
    }

    private void remove(PostgresSession db) throws Exception {
        LiveTable table = LiveTable.read(db, change.table());
        List<String> names = new ArrayList<>();
        constraints(db, table).forEach(one -> names.add(Identifiers.quoted(one.name())));
        notNull(table).forEach(column -> names.add(check(column)));
        for (String name : names) {
            db.sql("alter table " + table.sql() + " drop constraint if exists " + name);
        }
    }

    private List<Carried> constraints(PostgresSession db, LiveTable table) throws SQLException, StepException {
        List<Carried> all = new ArrayList<>();
        for (CarryOver carryOver : CarryOver.of(change, table, names)) {
            all.addAll(carryOver.constraints(db));
        }
        return all;
    }

    private List<Added> notNull(LiveTable table) throws StepException {
        List<Added> notNull = new ArrayList<>();
        for (Added column : change.added()) {
            String like = column.like();
            if (column.isNotNull() || (like != null && table.column(like).isNotNull())) {
                notNull.add(column);
            }
        }
        return notNull;
    }

    private String check(Added column) {
        return Identifiers.quoted(plainCheck(column));
    }

    private String plainCheck(Added column) {
        return change.table().derived(column.name(), "not_null");
    }
}
