package io.upshift.postgres.sql;

/**
 * What a statement means for the transaction that it would run in.
 *
 * <p>Decided from the statement's tokens alone. What only the catalog knows is not seen: {@code REINDEX TABLE} and
 * {@code CLUSTER} of a partitioned table, which PostgreSQL refuses inside a transaction block, count as {@link
 * #TRANSACTIONAL}; {@code DROP SUBSCRIPTION} counts as {@link #NON_TRANSACTIONAL} even when no slot belongs to it.
 */
public enum StatementKind {
    /** Runs inside a transaction block; savepoints belong here too. */
    TRANSACTIONAL,

    /**
     * PostgreSQL 14 to 18 refuse it inside a transaction block.
     *
     * <p>These are: {@code CREATE INDEX CONCURRENTLY}, {@code DROP INDEX CONCURRENTLY}, {@code REINDEX} with
     * {@code CONCURRENTLY} or of a schema, database or system, {@code VACUUM}, {@code CLUSTER} without a table,
     * {@code CREATE} and {@code DROP} of a database or tablespace, {@code ALTER DATABASE SET TABLESPACE}, {@code ALTER
     * SYSTEM}, {@code ALTER TABLE DETACH PARTITION CONCURRENTLY} (not {@code FINALIZE}), {@code CREATE SUBSCRIPTION}
     * that creates a slot, {@code DROP SUBSCRIPTION}, and {@code ALTER SUBSCRIPTION} that refreshes, sets
     * {@code failover} or turns {@code two_phase} off. Not {@code ALTER TYPE ADD VALUE}, allowed since 12, and not
     * {@code REFRESH MATERIALIZED VIEW CONCURRENTLY}.
     *
     * @see <a href="https://www.postgresql.org/docs/18/sql-commands.html">PostgreSQL: SQL commands, the notes of
     *     each</a>
     */
    NON_TRANSACTIONAL,

    /** Begins or ends a transaction, which is the runner's to do. */
    TRANSACTION_CONTROL,

    /** Takes away what the runner's session relies on: {@code DISCARD}, or a call that gives up advisory locks. */
    SESSION_ESCAPE,

    /** {@code COPY … FROM STDIN}: needs its data beside it; runs inside a transaction block. */
    COPY_FROM_STDIN;

    /** Whether the runner may execute it inside a transaction of its own. */
    public boolean fitsTransaction() {
        return this == TRANSACTIONAL || this == COPY_FROM_STDIN;
    }
}
