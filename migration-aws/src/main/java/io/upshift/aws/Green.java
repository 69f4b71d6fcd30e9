package io.upshift.aws;

import io.upshift.MigrationException;
import io.upshift.Migrations;
import io.upshift.cli.RunnerContext;
import java.util.ArrayList;
import java.util.List;

/** Migrates and checks a database by the service's own runner. */
final class Green {
    private final EndpointRunner runner;
    private final RunnerContext context;

    Green(EndpointRunner runner, RunnerContext context) {
        this.runner = runner;
        this.context = context;
    }

    void migrate(String endpoint) throws Exception {
        runner.on(endpoint, context).migrate();
    }

    /** Nothing is pending, and the history is whole. */
    void verify(String endpoint) throws Exception {
        Migrations there = runner.on(endpoint, context);
        List<String> problems = new ArrayList<>(there.validate());
        there.plan().items().forEach(item -> problems.add(item.id() + " is pending"));
        refuse(endpoint, problems);
    }

    /** An earlier state may lack migrations; its history has to be whole all the same. */
    void verifyHistory(String endpoint) throws Exception {
        refuse(endpoint, runner.on(endpoint, context).validate());
    }

    private static void refuse(String endpoint, List<String> problems) {
        if (!problems.isEmpty()) {
            throw MigrationException.refused(
                    "The database at " + endpoint,
                    String.join("; ", problems),
                    "look at it before anything is switched");
        }
    }
}
