package io.upshift.examples.benchmarks;

import java.sql.SQLException;

/** A tool that is ready to migrate one database, any number of times. */
@FunctionalInterface
interface Built extends AutoCloseable {

    void migrate() throws Exception;

    /** Gives back what the tool holds between two calls; most hold nothing. */
    @Override
    default void close() throws SQLException {}
}
