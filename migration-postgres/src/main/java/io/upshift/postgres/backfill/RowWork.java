package io.upshift.postgres.backfill;

import org.jooq.Record;
import org.jooq.Result;

/**
 * Code that works on the rows of one batch.
 *
 * <p>Rows come locked, as jOOQ records with every column of the table. What it changes in them is written back to the
 * table in one statement, by their keys; the key itself must stay as it is. Called again when a batch has to be done
 * again, so it must have no effect but on the records.
 */
@FunctionalInterface
public interface RowWork {
    void run(Result<Record> rows) throws Exception;
}
