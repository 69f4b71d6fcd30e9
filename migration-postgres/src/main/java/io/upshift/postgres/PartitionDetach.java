package io.upshift.postgres;

import io.upshift.Operation;
import io.upshift.postgres.sql.SqlStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * DETACH PARTITION CONCURRENTLY, which stays half done when it is cut off, and then only FINALIZE brings it to its end.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DETACH-PARTITION">DETACH
 *     PARTITION</a>
 */
record PartitionDetach(String file, SqlStatement statement, String table, String partition)
        implements Operation<PostgresSession> {

    @Override
    public void run(PostgresSession session) throws SQLException {
        if (Boolean.TRUE.equals(isPending(session))) {
            session.sql("alter table " + table + " detach partition " + partition + " finalize");
        } else {
            session.run(file, statement);
        }
    }

    @Override
    public boolean isDone(PostgresSession session) throws SQLException {
        return isPending(session) == null;
    }

    /** Null when it is no partition of the table. */
    private @Nullable Boolean isPending(PostgresSession session) throws SQLException {
        try (PreparedStatement look = session.connection()
                .prepareStatement("select inhdetachpending from pg_inherits where inhparent = to_regclass(?)"
                        + " and inhrelid = to_regclass(?)")) {
            look.setString(1, table);
            look.setString(2, partition);
            try (ResultSet row = look.executeQuery()) {
                return row.next() ? row.getBoolean(1) : null;
            }
        }
    }
}
