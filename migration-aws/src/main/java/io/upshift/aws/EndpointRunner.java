package io.upshift.aws;

import io.upshift.Migrations;
import io.upshift.cli.RunnerContext;

/** Makes the service's runner for a database that an operation has brought up. */
@FunctionalInterface
public interface EndpointRunner {

    /**
     * @param endpoint host and port; database, user and password are those of the original
     * @param context where to leave what has to be closed
     */
    Migrations on(String endpoint, RunnerContext context) throws Exception;
}
