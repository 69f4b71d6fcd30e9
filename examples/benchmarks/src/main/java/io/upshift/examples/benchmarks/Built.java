package io.upshift.examples.benchmarks;

import java.sql.SQLException;

/**
 * A tool that is ready to migrate one database, any number of times.
 *
 * <p>Implemented by classes, not lambdas: linking one costs a new JVM milliseconds that the tools don't.
 */
interface Built extends AutoCloseable {

    void migrate() throws Exception;

    /** Gives back what the tool holds between two calls; most hold nothing. */
    @Override
    default void close() throws SQLException {}
}
