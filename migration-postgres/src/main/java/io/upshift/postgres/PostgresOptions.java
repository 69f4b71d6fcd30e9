package io.upshift.postgres;

import io.upshift.Credentials;
import io.upshift.MigrationException;
import io.upshift.cli.RunnerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The command-line options that lead to a PostgreSQL database, for a {@code RunnerFactory} to take up with
 * {@code @Mixin}.
 *
 * <p>A password comes from a file or from the environment variable {@code UPSHIFT_POSTGRES_PASSWORD}, never from the
 * command line, where every process of the machine could read it.
 */
public final class PostgresOptions {
    private static final Pattern SERVER = Pattern.compile("^(jdbc:postgresql://)[^/?]+");
    private static final String PASSWORD_VARIABLE = "UPSHIFT_POSTGRES_PASSWORD";
    private static final String SCRATCH_PASSWORD_VARIABLE = "UPSHIFT_POSTGRES_SCRATCH_PASSWORD";

    @Option(
            names = "--url",
            paramLabel = "<url>",
            defaultValue = "${env:UPSHIFT_POSTGRES_URL}",
            description = "The database, jdbc:postgresql://host:5432/name (or UPSHIFT_POSTGRES_URL).")
    private @Nullable String url;

    @Option(
            names = "--user",
            paramLabel = "<user>",
            defaultValue = "${env:UPSHIFT_POSTGRES_USER}",
            description = "The role to connect as (or UPSHIFT_POSTGRES_USER).")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "<file>",
            description = "A file that holds the password (or UPSHIFT_POSTGRES_PASSWORD holds it).")
    private @Nullable Path passwordFile;

    @Option(
            names = "--postgres-schema",
            paramLabel = "<schema>",
            defaultValue = "public",
            description = "Where unqualified names and the history lie (default: public).")
    private String schema = "public";

    @Option(
            names = "--scratch-url",
            paramLabel = "<url>",
            defaultValue = "${env:UPSHIFT_POSTGRES_SCRATCH_URL}",
            description = "A server on which trace and --dry-run make a database, and drop it"
                    + " (or UPSHIFT_POSTGRES_SCRATCH_URL).")
    private @Nullable String scratchUrl;

    @Option(
            names = "--scratch-user",
            paramLabel = "<user>",
            defaultValue = "${env:UPSHIFT_POSTGRES_SCRATCH_USER}",
            description = "The role there, which may make databases (or UPSHIFT_POSTGRES_SCRATCH_USER;"
                    + " UPSHIFT_POSTGRES_SCRATCH_PASSWORD holds its password).")
    private @Nullable String scratchUser;

    @Option(
            names = "--scratch-on-live-server",
            description = "Allows the scratch database to be on the server that is migrated: for development.")
    private boolean scratchOnLiveServer;

    /** Whether a database was named. */
    public boolean isGiven() {
        return url != null;
    }

    /** The schema that was named. */
    public String schema() {
        return schema;
    }

    /**
     * The target that the options name, on a pool that is closed with the command.
     *
     * @throws MigrationException with the reason {@code USAGE} when no database was named
     */
    public PostgresTarget target(RunnerContext context) {
        return target(url(), context);
    }

    /**
     * The same database on another server, such as a copy that a restore has brought up; user and password stay.
     *
     * @param endpoint host and port
     * @throws MigrationException with the reason {@code USAGE} when no database was named
     */
    public PostgresTarget targetAt(String endpoint, RunnerContext context) {
        return target(SERVER.matcher(url()).replaceFirst("$1" + Matcher.quoteReplacement(endpoint)), context);
    }

    private String url() {
        if (url == null) {
            throw MigrationException.usage(
                    "No database was named",
                    "give --url jdbc:postgresql://host:5432/name, or set UPSHIFT_POSTGRES_URL");
        }
        return url;
    }

    private PostgresTarget target(String at, RunnerContext context) {
        String as = user == null ? System.getProperty("user.name") : user;
        Supplier<Credentials> credentials = () -> new Credentials(as, password());
        return withScratch(PostgresTarget.of(context.closeLater(PostgresPool.open(at, credentials)))
                .schema(schema));
    }

    /** A target with the scratch server that was named, if one was. */
    public PostgresTarget withScratch(PostgresTarget target) {
        if (scratchUrl == null) {
            return target;
        }
        String as = scratchUser == null ? System.getProperty("user.name") : scratchUser;
        String password = System.getenv(SCRATCH_PASSWORD_VARIABLE);
        ScratchServer server = ScratchServer.of(scratchUrl, Credentials.fixed(as, password == null ? "" : password));
        return target.scratch(scratchOnLiveServer ? server.allowingLive() : server);
    }

    /** Read for each connection, so that a file whose content rotates keeps working. */
    private String password() {
        if (passwordFile == null) {
            String password = System.getenv(PASSWORD_VARIABLE);
            return password == null ? "" : password;
        }
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException e) {
            throw MigrationException.usage(
                    "The password file " + passwordFile + " can't be read", "check its name and permissions");
        }
    }
}
