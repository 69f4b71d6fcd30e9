package io.upshift.testkit;

import io.upshift.cli.RunnerContext;
import java.nio.file.Path;
import javax.sql.DataSource;
import picocli.CommandLine.Option;

/**
 * The command-line option of a demonstration that brings its own PostgreSQL server, for a {@code RunnerFactory} to take
 * up with {@code @Mixin}. Not for services: they name their database.
 */
public final class EmbeddedOptions {
    @Option(
            names = "--data-dir",
            paramLabel = "<dir>",
            defaultValue = "target/upshift-data",
            description =
                    "Where the embedded server keeps its data when no --url is given (default: ${DEFAULT-VALUE}).")
    private Path dataDir = Path.of("target", "upshift-data");

    /** A folder beside {@code --data-dir}, for what another embedded store keeps. */
    public Path folder(String store) {
        return dataDir.resolveSibling(dataDir.getFileName() + "-" + store);
    }

    /**
     * A database of the server in {@code --data-dir}, made if there is none; the server stops with the command, the data
     * stays.
     */
    public DataSource dataSource(RunnerContext context, String database) {
        PostgresServer server = context.closeLater(PostgresServer.embedded(dataDir));
        return server.database(database).dataSource();
    }
}
