package io.upshift.postgres;

import io.upshift.MigrationException;
import io.upshift.Operation;
import io.upshift.postgres.sql.IndexStatement;
import io.upshift.postgres.sql.ReindexStatement;
import io.upshift.postgres.sql.SqlStatement;
import io.upshift.postgres.sql.TableStatement;
import java.sql.SQLException;
import java.util.Optional;

/** Statements that can't run in a transaction, each with the way to tell from the catalog whether it is done. */
final class OnlineStatement {
    private OnlineStatement() {}

    /** @param file where the statement stands, for errors */
    static Operation<PostgresSession> of(String file, SqlStatement statement) {
        Optional<IndexStatement> index = IndexStatement.of(statement.text());
        if (index.isPresent()) {
            return ofIndex(file, statement, index.get());
        }
        Optional<ReindexStatement> reindex = ReindexStatement.of(statement.text());
        if (reindex.isPresent()) {
            return new Reindex(file, statement, reindex.get());
        }
        Optional<TableStatement> table = TableStatement.of(statement.text());
        return table.isPresent() && table.get().action() == TableStatement.Action.DETACH
                ? new PartitionDetach(
                        file, statement, table.get().table(), table.get().object())
                : new Repeated(file, statement);
    }

    private static Operation<PostgresSession> ofIndex(String file, SqlStatement statement, IndexStatement what) {
        String index = what.index();
        if (index == null) {
            throw MigrationException.refused(
                    "An index that is built outside a transaction has no name · " + file + ":" + statement.line(),
                    "a build that was cut off couldn't be found again, and a second index would be built",
                    "give it a name: create index concurrently <name> on …");
        }
        String table = what.table();
        return table == null ? new IndexDrop(file, statement, index) : new IndexBuild(file, statement, index, table);
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
