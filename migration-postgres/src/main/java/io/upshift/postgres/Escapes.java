package io.upshift.postgres;

import io.upshift.postgres.sql.SqlStatement;
import io.upshift.postgres.sql.StatementKind;
import java.sql.SQLException;
import java.util.Optional;

/** Refuses statements that a step can't live with, before anything is sent. */
final class Escapes {
    private static final String ACTIVE_TRANSACTION = "25001";

    private Escapes() {}

    /** Has the error code of the server's own refusal, so that both are told in one way. */
    static void refuse(String sql, boolean inTransaction) throws SQLException {
        Optional<SqlStatement> unfit = SqlStatement.firstUnfit(sql);
        if (unfit.isEmpty()) {
            return;
        }
        SqlStatement statement = unfit.get();
        if (statement.kind() == StatementKind.NON_TRANSACTIONAL) {
            if (inTransaction) {
                throw new SQLException(statement.firstLine() + " can't run inside a transaction", ACTIVE_TRANSACTION);
            }
            return;
        }
        String why = statement.kind() == StatementKind.TRANSACTION_CONTROL
                ? " begins or ends a transaction, which is the run's to do"
                : " would take the run's session or lock away";
        throw new SQLException(statement.firstLine() + why, "2D000");
    }
}
