package io.upshift.postgres.backfill;

import java.util.List;

/**
 * Which rows a batch is about, as parts of a SELECT; they aren't locked yet.
 *
 * @param table to read from: the table itself or one of its partitions, quoted
 * @param condition over its columns, for the transaction of the batch
 * @param order the columns of the key
 * @param binds what the condition binds, in order
 */
public record BatchRows(String table, String condition, String order, List<Object> binds) {}
