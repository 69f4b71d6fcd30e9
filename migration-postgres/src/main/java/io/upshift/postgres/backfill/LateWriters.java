package io.upshift.postgres.backfill;

import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/**
 * Transactions that had written to the table when the bound was fixed: a row of theirs may lie below the bound and be
 * committed behind the cursor, where it would be missed for ever.
 *
 * <p>Whoever has written holds a lock on the table until the end of its transaction, so only those are waited for, as
 * CREATE INDEX CONCURRENTLY does, and not every transaction of the server.
 *
 * @see <a href="https://www.postgresql.org/docs/current/view-pg-locks.html">pg_locks</a>
 */
final class LateWriters {
    private static final String WRITERS = "select coalesce(string_agg(distinct l.virtualtransaction, ','), '')"
            + " from pg_locks l where l.locktype = 'relation' and l.granted and l.pid is distinct from pg_backend_pid()"
            + " and l.database = (select oid from pg_database where datname = current_database())"
            + " and l.mode in ('RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareRowExclusiveLock',"
            + " 'ExclusiveLock', 'AccessExclusiveLock') and (l.relation = cast(? as regclass)"
            + " or l.relation in (select relid from pg_partition_tree(cast(? as regclass))))";

    private static final String ALIVE =
            "select count(distinct l.virtualtransaction), string_agg(distinct l.pid::text, ', '),"
                    + " extract(epoch from clock_timestamp() - min(a.xact_start))::bigint"
                    + " from pg_locks l left join pg_stat_activity a using (pid)"
                    + " where l.virtualtransaction = any (string_to_array(?, ','))";

    private LateWriters() {}

    /** Asked after the bound was read. */
    static String find(PostgresSession session, TableName table) throws SQLException {
        return session.query(
                WRITERS,
                executed -> {
                    ResultSet row = Objects.requireNonNull(executed.getResultSet());
                    row.next();
                    return row.getString(1);
                },
                table.sql(),
                table.sql());
    }

    static Optional<String> blocker(PostgresSession session, String writers) throws SQLException {
        return session.query(
                ALIVE,
                executed -> {
                    ResultSet row = Objects.requireNonNull(executed.getResultSet());
                    row.next();
                    return row.getLong(1) == 0
                            ? Optional.empty()
                            : Optional.of("waiting for " + row.getLong(1)
                                    + " transactions that had written to the table before the work began (pids "
                                    + row.getString(2) + ", the oldest open for " + row.getLong(3) + " s)");
                },
                writers);
    }
}
