package io.upshift.aws;

import io.upshift.Credentials;
import java.util.function.Supplier;
import software.amazon.awssdk.services.rds.RdsUtilities;

/**
 * A new IAM authentication token for each connection that is opened, in a password's place.
 *
 * <p>A token is signed on this machine without a call, is good for 15 minutes, and is looked at only when a connection is
 * opened; RDS accepts it over TLS alone. The role needs {@code rds-db:connect} on the instance's resource id, the
 * database user the role {@code rds_iam}. Source: "IAM database authentication" in the Amazon RDS User Guide.
 * Thread-safe.
 */
public final class RdsIamToken implements Supplier<Credentials> {
    private final RdsUtilities utilities;
    private final String host;
    private final int port;
    private final String user;

    private RdsIamToken(RdsUtilities utilities, String host, int port, String user) {
        this.utilities = utilities;
        this.host = host;
        this.port = port;
        this.user = user;
    }

    /**
     * @param utilities {@code rdsClient.utilities()}, or built with a Region and a credentials provider
     * @param host the instance's or cluster's own endpoint; a token for another name of it is refused
     */
    public static RdsIamToken of(RdsUtilities utilities, String host, int port, String user) {
        return new RdsIamToken(utilities, host, port, user);
    }

    /** Where the database is, for {@code PostgresPool.open}; encrypted, with the server's certificate and name checked. */
    public String jdbcUrl(String database) {
        return JdbcUrl.of(host, port, database);
    }

    @Override
    public Credentials get() {
        return new Credentials(
                user,
                utilities.generateAuthenticationToken(
                        request -> request.hostname(host).port(port).username(user)));
    }

    /** The address and the user, never a token. */
    @Override
    public String toString() {
        return "RdsIamToken[" + user + " at " + host + ":" + port + "]";
    }
}
