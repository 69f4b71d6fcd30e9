package io.upshift.examples.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** One way to bring a workload to a database; stateless and thread-safe. */
interface Tool {

    /** The name in the figures. */
    String name();

    /** Makes everything that a service makes once, up to the call that migrates. */
    Built build(Workload workload, DataSource database) throws Exception;

    /** How many migrations the tool's own history says were applied. */
    long recorded(Connection connection) throws SQLException;
}
