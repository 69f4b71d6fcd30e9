package io.upshift.aws;

import io.upshift.MigrationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database a command is about. */
final class DatabaseOptions {
    @Option(names = "--instance", paramLabel = "<id>", description = "The RDS instance.")
    private @Nullable String instance;

    @Option(names = "--cluster", paramLabel = "<id>", description = "The Aurora cluster.")
    private @Nullable String cluster;

    RdsDatabase database(AwsClients clients) {
        if (instance != null && cluster == null) {
            return clients.timed(RdsDatabase.instance(clients.rds(), instance));
        } else if (cluster != null && instance == null) {
            return clients.timed(RdsDatabase.cluster(clients.rds(), cluster));
        }
        throw MigrationException.usage("One database has to be named", "give either --instance <id> or --cluster <id>");
    }
}
