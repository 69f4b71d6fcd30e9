package io.upshift.postgres.change;

import io.upshift.MigrationId;
import io.upshift.StepException;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The new columns with what keeps them in step, made in one transaction, known again by definition.
 *
 * <p>What the server says of all of it is digested into the function's comment, so that a later look tells whether
 * somebody has changed it by hand.
 */
final class Installed {
    private static final String DIGEST = "select md5(string_agg(said, ';' order by said)) from (select"
            + " pg_get_triggerdef(t.oid) || t.tgenabled::text as said from pg_catalog.pg_trigger t where t.tgrelid = cast(? as"
            + " oid) and t.tgfoid = to_regproc(?) union all select pg_get_functiondef(to_regproc(?)) union all"
            + " select a.attname || format_type(a.atttypid, a.atttypmod) || a.attcollation::text from pg_catalog.pg_attribute a"
            + " where a.attrelid = cast(? as oid) and a.attname = any (string_to_array(?, chr(10)))) said";

    private static final String COMMENT = "select obj_description(to_regproc(?), 'pg_proc')";

    private static final String OTHER_TRIGGERS = "select exists (select from pg_catalog.pg_trigger where tgrelid ="
            + " cast(? as oid) and not tgisinternal and tgtype & 19 = 19 and tgfoid is distinct from to_regproc(?))";

    private final ColumnChange change;
    private final SyncNames names;
    private final MigrationId id;

    Installed(ColumnChange change, SyncNames names, MigrationId id) {
        this.change = change;
        this.names = names;
        this.id = id;
    }

    void install(PostgresSession db) throws Exception {
        LiveTable table = LiveTable.read(db, change.table());
        if (table.columns().containsKey(names.marker())) {
            check(db);
            return;
        }
        Set<String> inputs = Inputs.of(db, table, names.look(), change.forward().values());
        List<String> adding = new ArrayList<>();
        for (Added column : change.added()) {
            adding.add("add column " + Identifiers.quoted(column.name()) + " " + column.declared(table));
        }
        adding.add("add column " + Identifiers.quoted(names.marker()) + " integer");
        db.sql("alter table " + table.sql() + " " + String.join(", ", adding));
        LiveTable both = LiveTable.read(db, change.table());
        Set<String> backInputs = Inputs.of(db, both, names.look(), change.back().values());
        Reading reading = new Reading(db);
        boolean others = reading.is(OTHER_TRIGGERS, both.oid(), function(both));
        Sync sync = new Sync(both, names, change.forward(), change.back(), inputs, backInputs, others);
        for (String statement : sync.statements()) {
            db.sql(statement);
        }
        for (String statement : new Privileges(change, both).statements(db)) {
            db.sql(statement);
        }
        for (String statement : new Privileges(change, both).comments(db)) {
            db.sql(statement);
        }
        db.sql("comment on function " + function(both) + "() is " + Identifiers.literal(comment(db, both)));
    }

    void remove(PostgresSession db) throws Exception {
        LiveTable table = LiveTable.read(db, change.table());
        db.sql("drop function if exists " + function(table) + "() cascade");
        List<String> dropping = new ArrayList<>();
        change.forward().keySet().forEach(column -> dropping.add("drop column " + Identifiers.quoted(column)));
        dropping.add("drop column " + Identifiers.quoted(names.marker()));
        db.sql("alter table " + table.sql() + " " + String.join(", ", dropping));
    }

    /** Refuses when something is missing, or isn't as it was made. */
    void check(PostgresSession db) throws Exception {
        LiveTable table = LiveTable.read(db, change.table());
        List<String> found = new Reading(db).texts(COMMENT, function(table));
        if (found.isEmpty() || !found.get(0).equals(comment(db, table))) {
            throw new StepException(
                    "what keeps old and new columns of " + change.table().plain()
                            + " in step is missing or was changed by hand: the function " + function(table)
                            + ", its triggers on the table, or the new columns",
                    "put it back as it was, or revert this change and bring it again; nothing was changed");
        }
    }

    private String function(LiveTable table) {
        return table.in(names.function());
    }

    private String comment(PostgresSession db, LiveTable table) throws SQLException {
        List<String> columns = new ArrayList<>(change.forward().keySet());
        columns.add(names.marker());
        String function = function(table);
        String digest = new Reading(db)
                .texts(DIGEST, table.oid(), function, function, table.oid(), String.join("\n", columns))
                .get(0);
        return "Upshift keeps columns of " + change.table().plain() + " in step for " + id + " (" + digest + ")";
    }
}
