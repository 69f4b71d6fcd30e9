package io.upshift.postgres.clients;

import io.upshift.postgres.PostgresSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected to this database.
 *
 * <p>Pid, role and application name are shown to everybody; state and age of another role's session only to members of
 * {@code pg_read_all_stats}. A session of the server's own, such as autovacuum, has no role.
 */
final class Sessions {
    private static final String SELECT = "select pid, usename, coalesce(application_name, ''), state,"
            + " extract(epoch from clock_timestamp() - coalesce(state_change, backend_start))::bigint, backend_type"
            + " from pg_catalog.pg_stat_activity where datid = (select oid from pg_catalog.pg_database"
            + " where datname = current_database()) and usesysid is not null and pid <> pg_catalog.pg_backend_pid()"
            + " and backend_type is distinct from 'parallel worker' order by pid";

    /** Within a transaction the server shows the same picture again, unless it is told not to. */
    private static final String FORGET = "select pg_catalog.pg_stat_clear_snapshot()";

    private static final int TRIES = 4;
    private static final long PAUSE_MS = 100;

    private Sessions() {}

    /**
     * One of them.
     *
     * @param state null when this role may not see it
     * @param kind client backend, walsender, or a worker of an extension; null when this role may not see it
     */
    record Session(
            int pid,
            String role,
            String application,
            @Nullable String state,
            long seconds,
            @Nullable String kind) {
        String words() {
            String name = application.isEmpty() ? "no application name" : "application " + application;
            String what = "session " + pid + " of " + role + " (" + name + ") is no registered instance";
            if (kind == null) {
                return what + ", and its state is hidden: grant pg_read_all_stats to see it";
            }
            String of = kind.equals("client backend") ? "" : kind + ", ";
            return what + ": " + of + (state == null ? "at work" : state) + " for " + Duration.ofSeconds(seconds);
        }
    }

    /** A session is there before it has its name, so one without a name is looked at again. */
    static List<Session> read(PostgresSession db) throws SQLException, InterruptedException {
        List<Session> sessions = look(db);
        for (int i = 1;
                i < TRIES
                        && sessions.stream()
                                .anyMatch(session -> session.application().isEmpty());
                i++) {
            Thread.sleep(PAUSE_MS);
            db.sql(FORGET);
            sessions = look(db);
        }
        return sessions;
    }

    private static List<Session> look(PostgresSession db) throws SQLException {
        return db.query(SELECT, executed -> {
            List<Session> sessions = new ArrayList<>();
            try (ResultSet row = executed.getResultSet()) {
                while (row.next()) {
                    sessions.add(new Session(
                            row.getInt(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getLong(5),
                            row.getString(6)));
                }
            }
            return sessions;
        });
    }
}
