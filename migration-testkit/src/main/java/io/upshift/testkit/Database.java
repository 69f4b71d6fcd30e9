package io.upshift.testkit;

import java.util.Objects;
import javax.sql.DataSource;

/**
 * A database of a {@link PostgresServer}, and how to connect to it.
 *
 * <p>Safe for use by several threads.
 */
public final class Database implements AutoCloseable {

    private final ServerAddress address;
    private final String name;
    private final Runnable drop;

    Database(ServerAddress address, String name, Runnable drop) {
        this.address = address;
        this.name = Objects.requireNonNull(name, "name");
        this.drop = drop;
    }

    /** The name inside the server. */
    public String name() {
        return name;
    }

    /** The JDBC URL, without user and password. */
    public String url() {
        return address.url(name);
    }

    /** The user to connect as, who may do everything on an embedded server. */
    public String user() {
        return address.user();
    }

    /** The password; an embedded server, which listens on this machine only, accepts any. */
    public String password() {
        return address.password();
    }

    /** A new data source without a pool: each connection is a new one, and is closed for real. */
    public DataSource dataSource() {
        return address.dataSource(name);
    }

    /**
     * Drops the database, ending the sessions in it, if it was made fresh; a named one stays.
     *
     * <p>May be called again. A database that cannot be dropped is a warning in the log.
     */
    @Override
    public void close() {
        drop.run();
    }

    /** The name and the server, without the password. */
    @Override
    public String toString() {
        return name + " on " + address;
    }
}
