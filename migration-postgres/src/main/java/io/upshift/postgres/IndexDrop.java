package io.upshift.postgres;

import io.upshift.Operation;
import io.upshift.postgres.sql.SqlStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * DROP INDEX CONCURRENTLY; a partitioned index, for which PostgreSQL refuses it, is dropped under a strong lock that is
 * held for a moment and waited for in short tries.
 */
record IndexDrop(String file, SqlStatement statement, String index) implements Operation<PostgresSession> {
    @Override
    public void run(PostgresSession session) throws Exception {
        if ("I".equals(kind(session))) {
            new BriefLock(session).run("drop index " + index);
        } else {
            session.run(file, statement);
        }
    }

    @Override
    public boolean isDone(PostgresSession session) throws SQLException {
        return kind(session) == null;
    }

    private @Nullable String kind(PostgresSession session) throws SQLException {
        try (PreparedStatement look =
                session.connection().prepareStatement("select relkind from pg_class where oid = to_regclass(?)")) {
            look.setString(1, index);
            try (ResultSet row = look.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }
}
