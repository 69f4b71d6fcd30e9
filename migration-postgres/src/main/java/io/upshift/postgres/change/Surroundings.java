package io.upshift.postgres.change;

import io.upshift.StepException;
import io.upshift.postgres.PostgresSession;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Whether triggers on a table can do their part.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-DISABLE-ENABLE-REPLICA-TRIGGER">
 *     which triggers replication leaves out</a>
 */
record Surroundings(SyncNames names, LiveTable table) {
    private static final String SUBSCRIBED = "select exists (select from pg_catalog.pg_subscription_rel where srrelid ="
            + " cast(? as oid) or srrelid in (select relid from pg_partition_tree(cast(? as oid))))";

    private static final String REPLICA_ROLES =
            "select distinct coalesce(pg_get_userbyid(nullif(setrole, 0)), 'everybody')"
                    + " from pg_catalog.pg_db_role_setting cross join unnest(setconfig) one where setdatabase in (0, (select oid"
                    + " from pg_catalog.pg_database where datname = current_database())) and one = 'session_replication_role=replica'";

    private static final String RELATED =
            "select exists (select from pg_catalog.pg_inherits where inhparent = cast(? as"
                    + " oid) or inhrelid = cast(? as oid))";

    private static final String LATER_TRIGGERS =
            "select tgname from pg_catalog.pg_trigger where tgrelid = cast(? as oid)"
                    + " and not tgisinternal and tgtype & 3 = 3 and tgname > ? and tgname not like '~upshift\\_%' order by 1";

    private static final String IN_PROGRESS = "select distinct obj_description(t.tgfoid, 'pg_proc')"
            + " from pg_catalog.pg_trigger t join pg_catalog.pg_attribute a on a.attrelid = t.tgrelid"
            + " and a.attnum = any (t.tgattr) where t.tgrelid = cast(? as oid) and t.tgname like '~upshift\\_%'"
            + " and a.attname = any (string_to_array(?, chr(10)))";

    void check(PostgresSession db, Set<String> touched) throws SQLException, StepException {
        Reading reading = new Reading(db);
        if (!table.kind().equals("r") && !table.kind().equals("p")) {
            throw refused("it is no table that holds rows itself", "change the table behind it");
        }
        if (table.kind().equals("r") && reading.is(RELATED, table.oid(), table.oid())) {
            throw refused(
                    "it inherits, or others inherit from it", "change the table that has the partitions as a whole");
        }
        if (reading.is(SUBSCRIBED, table.oid(), table.oid())) {
            throw refused(
                    "a subscription writes to it, for which triggers are silent",
                    "make the change where the rows come from, and add the columns here by hand");
        }
        List<String> replicas = reading.texts(REPLICA_ROLES);
        if (!replicas.isEmpty()) {
            throw refused(
                    "triggers are silent for " + String.join(", ", replicas) + ": session_replication_role is replica",
                    "reset it with alter role … reset session_replication_role, or let that role write elsewhere");
        }
        List<String> later = reading.texts(LATER_TRIGGERS, table.oid(), names.trigger("0"));
        if (!later.isEmpty()) {
            throw refused(
                    "its trigger " + later.get(0) + " would fire after those that keep the columns in step",
                    "give it a name that comes before " + names.trigger("0"));
        }
        List<String> others = reading.texts(IN_PROGRESS, table.oid(), String.join("\n", touched));
        if (!others.isEmpty()) {
            throw refused(
                    "another change of the same column is in progress (" + others.get(0) + ")",
                    "bring that one to its contract first, or revert it");
        }
    }

    private StepException refused(String why, String next) {
        return new StepException(
                table.name().plain() + " can't be changed under load: " + why, next + "; nothing was changed");
    }
}
