package io.upshift.testkit;

import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a server listens and who connects to it.
 *
 * <p>{@code url} is the JDBC URL of the database that statements about databases are run in.
 */
record ServerAddress(String url, String user, String password) {

    static ServerAddress local(int port) {
        return new ServerAddress("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "postgres");
    }

    /** An address that users give; what they leave out is taken from the URL, or else is {@code postgres}. */
    static ServerAddress of(String url, Optional<String> user, Optional<String> password) {
        PGSimpleDataSource source = parse(url);
        return new ServerAddress(
                JdbcUrl.of(source, url, String.valueOf(source.getDatabaseName())),
                user.or(() -> Optional.ofNullable(source.getUser())).orElse("postgres"),
                password.or(() -> Optional.ofNullable(source.getPassword())).orElse("postgres"));
    }

    DataSource maintenance() {
        return source();
    }

    DataSource dataSource(String database) {
        PGSimpleDataSource source = source();
        source.setDatabaseName(database);
        return source;
    }

    int port() {
        return source().getPortNumbers()[0];
    }

    /** The URL of another database of the server, with the same parameters. */
    String url(String database) {
        return JdbcUrl.of(parse(url), url, database);
    }

    private PGSimpleDataSource source() {
        PGSimpleDataSource source = parse(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    private static PGSimpleDataSource parse(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            source.setUrl(url);
        } catch (IllegalArgumentException e) { // its message holds the URL, and a URL may hold a password
            throw new IllegalArgumentException("The address of the PostgreSQL test server is not a JDBC URL"
                    + " · it must look like jdbc:postgresql://host:5432/database · correct " + SharedServer.URL);
        }
        return source;
    }

    /** Host, port and database, and nothing that could be secret. */
    @Override
    public String toString() {
        PGSimpleDataSource source = source();
        return source.getServerNames()[0] + ":" + source.getPortNumbers()[0] + "/" + source.getDatabaseName();
    }
}
