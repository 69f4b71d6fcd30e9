package io.upshift.aws;

import java.util.Set;

/** A PostgreSQL URL that trusts nobody on the way, unless there is no way. */
final class JdbcUrl {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1");

    private JdbcUrl() {}

    static String of(String host, int port, String database) {
        String address = host.indexOf(':') < 0 ? host : "[" + host + "]";
        String url = "jdbc:postgresql://" + address + ":" + port + "/" + database;
        return LOCAL.contains(host) ? url : url + "?sslmode=verify-full";
    }
}
