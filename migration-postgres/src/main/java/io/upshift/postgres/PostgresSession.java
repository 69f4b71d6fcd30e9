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
    private final int ahead;
    private @Nullable DSLContext jooq;

    PostgresSession(Connection connection, StatementLog statements, Supplier<String> opening, boolean inTransaction) {
        this(connection, statements, opening, inTransaction, 1);
    }

    /** @param ahead how many statements the opening has */
    PostgresSession(
            Connection connection,
            StatementLog statements,
            Supplier<String> opening,
            boolean inTransaction,
            int ahead) {
        this.connection = connection;
        this.statements = statements;
        this.opening = opening;
        this.inTransaction = inTransaction;
        this.ahead = ahead;
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
        keepLimits(sql);
        return rows;
    }

    /**
     * Reads what SQL answers.
     *
     * @param <T> what is made of it
     */
    @FunctionalInterface
    public interface Reader<T> {
        /** @param executed the statement, standing at its first result; of several, the others follow */
        T read(PreparedStatement executed) throws SQLException;
    }

    /**
     * Executes SQL like {@link #sql} and hands its results over.
     *
     * @param <T> what is made of them
     */
    public <T> T query(String sql, Reader<T> reader, @Nullable Object... binds) throws SQLException {
        Escapes.refuse(sql, inTransaction);
        statements.begins(sql, "");
        long begun = System.nanoTime();
        String first = opening.get();
        try (PreparedStatement statement = connection.prepareStatement(first + sql)) {
            for (int i = 0; i < binds.length; i++) {
                statement.setObject(i + 1, binds[i]);
            }
            statement.execute();
            int skip = first.isEmpty() ? 0 : ahead;
            for (int skipped = 0; skipped < skip; skipped++) {
                statement.getMoreResults();
            }
            T result = reader.read(statement);
            statements.ended(sql, System.nanoTime() - begun);
            return result;
        }
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
        keepLimits(statement.text());
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

    /** The connection as it is, for the library's own work. */
    Connection unguarded() {
        return connection;
    }

    /** The try that this session is part of. */
    WatchedTry watched() {
        return statements.watched();
    }

    /** To repeat what takes a strong lock for a moment in the middle of online work. */
    LockRetry retry() {
        return new LockRetry(watched().budgets(), statements.listener());
    }

    /** A limit that a migration sets holds; one that it takes away is put back. */
    private void keepLimits(String sql) throws SQLException {
        if (KeptLimits.mayChange(sql)) {
            KeptLimits.keep(connection, watched(), inTransaction);
        }
    }

    /** Shows how far long work has come; {@code total} is 0 when that isn't known. */
    public void progress(long done, long total, String note) {
        statements.listener().progressed(done, total, note);
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
