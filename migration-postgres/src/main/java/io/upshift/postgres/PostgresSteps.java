package io.upshift.postgres;

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

    private static SqlStatement single(String sql) {
        List<SqlStatement> statements = SqlScript.parse("a step", sql).statements();
        if (statements.size() != 1) {
            throw new IllegalArgumentException("A step is one statement, not " + statements.size() + ": " + sql);
        }
        return statements.get(0);
    }
}
