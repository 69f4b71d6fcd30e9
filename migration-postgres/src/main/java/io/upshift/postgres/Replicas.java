package io.upshift.postgres;

import io.upshift.Poll;
import io.upshift.Poller;
import io.upshift.Verification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Waits after a run until every replica has replayed what the run wrote, so that code which reads from replicas finds the
 * new schema.
 *
 * <p>Replicas are those that stream from the primary now; without any it holds at once. It needs a role that sees other
 * sessions ({@code pg_read_all_stats}), and fails when it may not look. On Aurora it asks {@code aurora_replica_status()}.
 * Reads alone; one connection for the length of the wait. Thread-safe.
 *
 * @see <a href="https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-REPLICATION-VIEW">
 *     pg_stat_replication</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora_replica_status.html">
 *     aurora_replica_status</a>
 */
public final class Replicas implements Verification {
    private static final String IS_AURORA = "select exists (select from pg_catalog.pg_proc"
            + " where proname = 'aurora_replica_status' and pronargs = 0)";

    /** The position as text, because Aurora counts its log in numbers and PostgreSQL in pg_lsn. */
    private static final String WRITTEN = "select pg_catalog.pg_current_wal_insert_lsn()::text";

    /** Without a replay position: a standby that is starting, or pg_receivewal, which streams and never replays. */
    private static final String BEHIND = "select coalesce(nullif(r.application_name, ''), 'replica'), r.state,"
            + " case when r.replay_lsn is not null then pg_catalog.pg_wal_lsn_diff(?::pg_catalog.pg_lsn, r.replay_lsn)"
            + " when r.state = 'streaming' then 0 else 1 end::bigint"
            + " from pg_catalog.pg_stat_replication r where r.state is distinct from 'backup' and not exists"
            + " (select from pg_catalog.pg_replication_slots s where s.active_pid = r.pid and s.slot_type = 'logical')"
            + " order by 1";

    private static final String AURORA_WRITTEN =
            "select max(durable_lsn)::text from aurora_replica_status() where session_id = 'MASTER_SESSION_ID'";

    private static final String AURORA_BEHIND =
            "select server_id, 'streaming', ?::bigint - coalesce(current_read_lsn, 0)"
                    + " from aurora_replica_status() where session_id <> 'MASTER_SESSION_ID' order by 1";

    private final DataSource primary;
    private final Poller poller;

    private Replicas(DataSource primary, Poller poller) {
        this.primary = primary;
        this.poller = poller;
    }

    /**
     * A wait for all replicas.
     *
     * @param primary where the run has written; not closed
     * @param atMost fails after this long, and names the replicas that are behind
     */
    public static Replicas caughtUp(DataSource primary, Duration atMost) {
        return new Replicas(
                primary,
                Poller.every(Duration.ofMillis(20), Duration.ofSeconds(1)).atMost(atMost));
    }

    @Override
    public void verify(Consumer<String> progress) throws Exception {
        try (Connection connection = primary.getConnection()) {
            boolean aurora = text(connection, IS_AURORA).equals("t");
            String written = text(connection, aurora ? AURORA_WRITTEN : WRITTEN);
            String behind = aurora ? AURORA_BEHIND : BEHIND;
            poller.until("the replay on all replicas", () -> look(connection, behind, written), progress);
        }
    }

    private static Poll<String> look(Connection connection, String sql, String written) throws SQLException {
        List<String> late = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, written);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (rows.getString(2) == null) {
                        return Poll.failed("this role may not see how far they are", "grant it pg_read_all_stats");
                    }
                    if (rows.getLong(3) > 0) {
                        late.add(rows.getString(1) + " is " + rows.getLong(3) + " bytes behind");
                    }
                }
            }
        }
        return late.isEmpty() ? Poll.done(written) : Poll.waiting(String.join(", ", late));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
