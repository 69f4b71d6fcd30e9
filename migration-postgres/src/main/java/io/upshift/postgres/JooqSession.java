package io.upshift.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultConnectionProvider;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.jooq.impl.NoTransactionProvider;

/** jOOQ on the run's connection, apart from the session so that it is loaded only when a migration asks for it. */
final class JooqSession {
    private JooqSession() {}

    static DSLContext on(Connection connection, StatementLog statements, boolean inTransaction) {
        return DSL.using(new DefaultConfiguration()
                .set(new DefaultConnectionProvider(GuardedConnection.of(connection)))
                .set(SQLDialect.POSTGRES)
                .set(new NoTransactionProvider())
                .set(new DefaultExecuteListenerProvider(new Watch(statements, inTransaction))));
    }

    /** Tells the log of each statement, without its values. */
    private static final class Watch implements ExecuteListener {
        private static final long serialVersionUID = 1L;
        private final transient StatementLog statements;
        private final boolean inTransaction;
        private transient long begun;

        Watch(StatementLog statements, boolean inTransaction) {
            this.statements = statements;
            this.inTransaction = inTransaction;
        }

        @Override
        public void executeStart(ExecuteContext context) {
            try {
                Escapes.refuse(String.valueOf(context.sql()), inTransaction);
            } catch (SQLException e) {
                throw new DataAccessException(String.valueOf(e.getMessage()), e);
            }
            begun = System.nanoTime();
            statements.begins(String.valueOf(context.sql()), "");
        }

        @Override
        public void executeEnd(ExecuteContext context) {
            statements.ended(String.valueOf(context.sql()), System.nanoTime() - begun);
        }
    }
}
