package io.upshift.postgres;

import io.upshift.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a migration works with: the run's own connection, in the step's transaction or, in an online step, outside one.
 *
 * <p>Valid for one step, on the run's thread. Unqualified names are found in the target's schema. Statements that would
 * end the transaction or give the run lock away are refused.
 */
public final class PostgresSession {
    private final Connection connection;
    private final StatementLog statements;
    private final Supplier<String> opening;
    private final boolean inTransaction;
    private @Nullable DSLContext jooq;

    PostgresSession(Connection connection, StatementLog statements, Supplier<String> opening, boolean inTransaction) {
        this.connection = connection;
        this.statements = statements;
        this.opening = opening;
        this.inTransaction = inTransaction;
    }

    /**
     * Executes SQL as it stands, one statement or several.
     *
     * @param binds values for its {@code ?} placeholders, in order; without any, {@code ?} is left alone, with some, the
     *     operator {@code ?} is written {@code ??}
     * @return the rows that the last statement changed
     * @throws SQLException whatever the server says; let it through, and it rolls the step back
     */
    public long sql(String sql, @Nullable Object... binds) throws SQLException {
        Escapes.refuse(sql, inTransaction);
        statements.begins(sql, "");
        long begun = System.nanoTime();
        long rows = binds.length == 0 ? plain(sql) : bound(sql, binds);
        statements.ended(sql, System.nanoTime() - begun);
        return rows;
    }

    /** A file's statement, with its rows when it is a COPY; errors name its place in the file. */
    void run(String file, SqlStatement statement) throws SQLException {
        statements.begins(statement.text(), file + ":" + statement.line() + ":" + statement.column());
        long begun = System.nanoTime();
        if (statement.copyData() == null) {
            plain(statement.text());
        } else {
            begin();
            CopyRows.run(connection, statement.text(), statement.copyData());
        }
        statements.ended(statement.text(), System.nanoTime() - begun);
    }

    /** Rows behind a {@code COPY … FROM STDIN}. */
    void copy(String sql, String rows) throws SQLException {
        statements.begins(sql, "");
        long begun = System.nanoTime();
        begin();
        CopyRows.run(connection, sql, rows);
        statements.ended(sql, System.nanoTime() - begun);
    }

    /** jOOQ on the same connection; its own transactions are refused, the step is the transaction. */
    public DSLContext jooq() throws SQLException {
        begin();
        if (jooq == null) {
            jooq = JooqSession.on(connection, statements, inTransaction);
        }
        return jooq;
    }

    /** The connection itself, for what neither of the others can do, such as COPY; ending its transaction is refused. */
    public Connection connection() throws SQLException {
        begin();
        return GuardedConnection.of(connection);
    }

    private void begin() throws SQLException {
        String first = opening.get();
        if (!first.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(first);
            }
        }
    }

    private long plain(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            return lastCount(statement, statement.execute(opening.get() + sql));
        }
    }

    private long bound(String sql, @Nullable Object[] binds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(opening.get() + sql)) {
            for (int i = 0; i < binds.length; i++) {
                statement.setObject(i + 1, binds[i]);
            }
            return lastCount(statement, statement.execute());
        }
    }

    private static long lastCount(Statement statement, boolean firstIsRows) throws SQLException {
        long count = 0;
        boolean isRows = firstIsRows;
        while (isRows || statement.getLargeUpdateCount() != -1) {
            count = isRows ? 0 : statement.getLargeUpdateCount();
            isRows = statement.getMoreResults();
        }
        return count;
    }
}
