package io.upshift.postgres;

import io.upshift.Action;
import io.upshift.Step;
import io.upshift.postgres.sql.SqlScript;
import io.upshift.postgres.sql.SqlStatement;
import java.util.List;

/** Steps for an {@link io.upshift.OnlineMigration} on PostgreSQL. */
public final class PostgresSteps {
    private PostgresSteps() {}

    /**
     * One statement each way, in a transaction where PostgreSQL allows one for both.
     *
     * <p>A concurrent index build that an earlier run was cut off in is recognised as done when the index is valid, and
     * otherwise dropped and built anew.
     *
     * @param up such as {@code create index concurrently orders_tags on orders using gin (tags)}
     * @param down such as {@code drop index concurrently if exists orders_tags}
     * @throws IllegalArgumentException when either is not exactly one statement
     */
    public static Step<PostgresSession> statement(String up, String down) {
        return SqlSteps.step("a step", single(up), single(down), true);
    }

    /** Like {@link #statement(String, String)}, without a way back. */
    public static Step<PostgresSession> statement(String up) {
        return SqlSteps.step("a step", single(up), null, false);
    }

    /**
     * Checks the rows of a constraint that was added {@code NOT VALID}, in a transaction of its own and with the time
     * limits of {@link LockBudgets#validateLockTimeout}; readers and writers go on. Going back does nothing.
     *
     * @param table as it is written in SQL, quoted where it has to be
     */
    public static Step<PostgresSession> validate(String table, String constraint) {
        return Step.transactional(validateSql(table, constraint), validating(table, constraint), session -> {});
    }

    /** What {@link #validate} does, for a step of one's own that does nothing else. */
    public static Action<PostgresSession> validating(String table, String constraint) {
        String sql = validateSql(table, constraint);
        return session -> session.watched().budgets().ofValidate().around(session, true, limited -> limited.sql(sql));
    }

    private static String validateSql(String table, String constraint) {
        return "alter table " + table + " validate constraint " + Identifiers.quoted(constraint);
    }

    private static SqlStatement single(String sql) {
        List<SqlStatement> statements = SqlScript.parse("a step", sql).statements();
        if (statements.size() != 1) {
            throw new IllegalArgumentException("A step is one statement, not " + statements.size() + ": " + sql);
        }
        return statements.get(0);
    }
}
