package io.upshift.postgres;

import io.upshift.MigrationException;
import io.upshift.Operation;
import io.upshift.postgres.sql.IndexStatement;
import io.upshift.postgres.sql.SqlStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Statements that can't run in a transaction, each with the way to tell from the catalog whether it is done. */
final class OnlineStatement {
    private OnlineStatement() {}

    /** @param file where the statement stands, for errors */
    static Operation<PostgresSession> of(String file, SqlStatement statement) {
        Optional<IndexStatement> found = IndexStatement.of(statement.text());
        String index = found.map(IndexStatement::index).orElse(null);
        if (found.isEmpty()) {
            return new Repeated(file, statement);
        }
        if (index == null) {
            throw MigrationException.refused(
                    "An index that is built outside a transaction has no name · " + file + ":" + statement.line(),
                    "a build that was cut off couldn't be found again, and a second index would be built",
                    "give it a name: create index concurrently <name> on …");
        }
        String table = found.get().table();
        return table == null ? new IndexDrop(file, statement, index) : new IndexBuild(file, statement, index, table);
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
