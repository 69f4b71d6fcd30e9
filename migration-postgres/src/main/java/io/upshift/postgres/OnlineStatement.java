package io.upshift.postgres;

import io.upshift.Operation;
import io.upshift.postgres.sql.IndexStatement;
import io.upshift.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements that can't run in a transaction, each with the way to tell from the catalog whether it is done. */
final class OnlineStatement {
    private OnlineStatement() {}

    /** @param file where the statement stands, for errors */
    static Operation<PostgresSession> of(String file, SqlStatement statement) {
        Optional<IndexStatement> found = IndexStatement.of(statement.text());
        String index = found.map(IndexStatement::index).orElse(null);
        if (found.isEmpty() || index == null) {
            return new Repeated(file, statement);
        }
        String table = found.get().table();
        return table == null ? new IndexDrop(file, statement, index) : new IndexBuild(file, statement, index, table);
    }

    /** An index build that was cut off leaves an invalid index, which IF NOT EXISTS would take for the real one. */
    private record IndexBuild(String file, SqlStatement statement, String index, String table)
            implements Operation<PostgresSession> {
        private static final String LOOK = "select i.indisvalid and i.indisready from pg_index i"
                + " join pg_class c on c.oid = i.indexrelid where i.indrelid = to_regclass(?) and c.relname = ?";

        @Override
        public void run(PostgresSession session) throws SQLException {
            Boolean valid = look(session);
            if (valid != null && !valid) {
                session.sql("drop index concurrently " + qualified(session));
            }
            session.run(file, statement);
        }

        @Override
        public boolean isDone(PostgresSession session) throws SQLException {
            return Boolean.TRUE.equals(look(session));
        }

        private @Nullable Boolean look(PostgresSession session) throws SQLException {
            Connection connection = session.connection();
            try (PreparedStatement look = connection.prepareStatement(LOOK)) {
                look.setString(1, table);
                look.setString(2, unquoted());
                try (ResultSet row = look.executeQuery()) {
                    return row.next() ? row.getBoolean(1) : null;
                }
            }
        }

        /** An index lies in its table's schema, which the statement doesn't say. */
        private String qualified(PostgresSession session) throws SQLException {
            try (PreparedStatement look = session.connection()
                    .prepareStatement("select quote_ident(n.nspname) || '.' || quote_ident(?) from pg_class c"
                            + " join pg_namespace n on n.oid = c.relnamespace where c.oid = to_regclass(?)")) {
                look.setString(1, unquoted());
                look.setString(2, table);
                try (ResultSet row = look.executeQuery()) {
                    row.next();
                    return row.getString(1);
                }
            }
        }

        private String unquoted() {
            boolean quoted = index.startsWith("\"") && index.endsWith("\"");
            return quoted ? index.substring(1, index.length() - 1).replace("\"\"", "\"") : index;
        }
    }

    private record IndexDrop(String file, SqlStatement statement, String index) implements Operation<PostgresSession> {
        @Override
        public void run(PostgresSession session) throws SQLException {
            session.run(file, statement);
        }

        @Override
        public boolean isDone(PostgresSession session) throws SQLException {
            try (PreparedStatement look = session.connection().prepareStatement("select to_regclass(?) is null")) {
                look.setString(1, index);
                try (ResultSet row = look.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }
        }
    }

    /** What leaves no mark that could be looked up, such as VACUUM: after an interruption it runs again. */
    static final class Repeated implements Operation<PostgresSession> {
        private final String file;
        private final SqlStatement statement;
        private boolean ran;

        Repeated(String file, SqlStatement statement) {
            this.file = file;
            this.statement = statement;
        }

        @Override
        public void run(PostgresSession session) throws SQLException {
            session.run(file, statement);
            ran = true;
        }

        @Override
        public boolean isDone(PostgresSession session) {
            return ran;
        }
    }
}
