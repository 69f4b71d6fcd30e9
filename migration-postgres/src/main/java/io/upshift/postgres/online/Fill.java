package io.upshift.postgres.online;

import io.upshift.Operation;
import io.upshift.StepException;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Gives the rows that have no value theirs, some pages at a time, each in a transaction of its own.
 *
 * <p>Waits for nobody: a row that somebody else has locked, or that moves while its page is passed, is found by a later
 * pass. Resumes by itself, because it looks for rows without a value; new rows come with one.
 */
record Fill(TableName table, String column, String expression) implements Operation<PostgresSession> {
    private static final int PAGES = 10;
    private static final Duration BETWEEN_PASSES = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    public void run(PostgresSession session) throws Exception {
        long moved = System.nanoTime();
        while (!isDone(session)) {
            if (pass(session) > 0) {
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
                throw new StepException(
                        "some rows of " + table.sql() + " have stayed locked for " + PATIENCE.toMinutes() + " minutes",
                        "end the transactions that hold them, and run again: the step goes on where it stopped");
            }
        }
    }

    @Override
    public boolean isDone(PostgresSession session) throws SQLException {
        return !new Facts(session, table)
                .is("select exists (select from " + table.sql() + " where " + Names.quoted(column) + " is null)");
    }

    private long pass(PostgresSession session) throws SQLException, InterruptedException {
        long filled = 0;
        // A partitioned table has no pages of its own.
        Facts facts = new Facts(session, table);
        for (String part : facts.isPartitioned() ? facts.leaves() : List.of(table.sql())) {
            filled += fill(session, part, facts.pages(part));
        }
        Thread.sleep(BETWEEN_PASSES.toMillis());
        return filled;
    }

    private long fill(PostgresSession session, String part, long pages) throws SQLException, InterruptedException {
        String name = Names.quoted(column);
        String sql = "with todo as materialized (select ctid from " + part
                + " where ctid >= ?::tid and ctid < ?::tid and "
                + name + " is null for update skip locked) update " + part + " filled set " + name + " = " + expression
                + " from todo where filled.ctid = todo.ctid";
        long filled = 0;
        for (long page = 0; page < pages; page += PAGES) {
            long begun = System.nanoTime();
            filled += session.sql(sql, "(" + page + ",0)", "(" + (page + PAGES) + ",0)");
            session.progress(Math.min(page + PAGES, pages), pages, "pages of " + part + " filled");
            // As long as it worked, so that it takes half of what one session can have at most.
            Thread.sleep((System.nanoTime() - begun) / 1_000_000);
        }
        return filled;
    }
}
